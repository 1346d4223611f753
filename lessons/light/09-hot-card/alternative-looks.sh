# It cools down while it is on.

# task: again
lab led --decode
lab press clear
lab power cycle
lab led --decode

# task: air
lab ambient 22
lab airflow normal

# task: restarted
lab wait 15m
lab power cycle
lab wait boot

# task: measured
stattree PerModule 1 ModuleEnvStats CurrentTempC
