# The other unit looks the same.
lab panel --unit connect main HSM 'HSM initialization'
