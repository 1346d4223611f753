# The button, because nothing else answers.
lab airflow normal
lab ambient 22
lab wait 30m
lab hold recovery
lab power cycle
lab wait boot
