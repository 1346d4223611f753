package tools

// shellPages are the pages of the shell and of what needs it.
var shellPages = map[string]page{
	"alias":   {"give a command line another name", "[NAME[='TEXT']]...", "Without a word it lists the aliases. They are expanded in interactive lines only, as in bash."},
	"bash":    {"the shell", "[-c TEXT [NAME [WORD]...] | FILE [WORD]...]", "The interpreter is mvdan.cc/sh. Simulated: variables, arrays, quoting, globs, pipes, redirections, here-documents, functions, loops, tests, arithmetic, background jobs, aliases, traps on EXIT and ERR.\n\nOne thing happens at a time: the stages of a pipeline run one after another, through memory of 64 MB; so a pipeline shows nothing before its first stage has ended.\n\nNot simulated: process substitution, file descriptors above 2, coproc, select, job control by Ctrl-Z, PIPESTATUS.\n\nKeys: Tab completes, Ctrl-R searches the history, Ctrl-C interrupts, Ctrl-D ends the input, Ctrl-A and Ctrl-E go to the ends of the line, Alt-B and Alt-F by words."},
	"bg":      {"go on in the background", "[%N]", "Not simulated: nothing can be stopped with Ctrl-Z here, so there is nothing to go on with. Start a job with & instead."},
	"cd":      {"change the present directory", "[DIRECTORY | -]", "Without DIRECTORY it goes home; - goes back."},
	"clear":   {"clear the screen", "", "Ctrl-L does the same at the prompt."},
	"echo":    {"print words", "[-neE] [WORD]...", "-n without a newline; -e expands escapes such as \\t."},
	"eval":    {"run words as a command line", "[WORD]...", "The words are put together with blanks and read once more."},
	"exec":    {"run a command instead of the shell", "[COMMAND [WORD]...] [REDIRECTION]...", "With redirections only, they hold for the shell itself from then on."},
	"exit":    {"leave the shell", "[STATUS]", "After su it goes back to who you were. The last shell of a terminal logs in again."},
	"export":  {"give variables to programs", "[NAME[=VALUE]]...", "The HSM software reads variables whose names begin with NFAST_."},
	"fg":      {"wait for a background job", "[%N]", "Ctrl-C ends the job."},
	"help":    {"list the commands of the lab", "", "All of them in one list; man tells about one."},
	"history": {"list the command lines typed", "[-c] [N]", "-c forgets them. Ctrl-R searches."},
	"jobs":    {"list background jobs", "[-l | -p | -r]", "A background job never moves the clock of a batch run by itself."},
	"kill":    {"end background jobs", "[-INT | -TERM | -KILL] PID | %N...", "Only the shell's own jobs can be ended; Ctrl-C ends the program in the foreground."},
	"less":    {"read text by the screen", "[FILE]...", "Space and b go by screens, j and k by lines, g and G to the ends, / searches, n again, q leaves. Without a screen it prints everything."},
	"local":   {"make a variable of a function", "NAME[=VALUE]...", "It is gone when the function returns."},
	"logout":  {"leave the shell", "", "The same as exit."},
	"man":     {"this manual", "NAME...", "Pages of the lab's own. hsmadmin -h and its subcommands' -h tell the options of the HSM software."},
	"more":    {"read text by the screen", "[FILE]...", "The same as less."},
	"nano":    {"edit a file", "[FILE]", "A small one: ^O writes, ^X leaves, ^W searches, ^K cuts lines, ^U pastes them. vi and vim open it too. It needs the full terminal; elsewhere use sed -i or cat >FILE <<'EOF'."},
	"printf":  {"print by a format", "[-v NAME] FORMAT [WORD]...", "%s %d %x %o %c %f %e %g %b %q %%, with flags, width and precision. The format is used again while there are words."},
	"pwd":     {"print the present directory", "", "See cd."},
	"read":    {"read a line into variables", "[-r] [-s] [-p PROMPT] [-a ARRAY] [-n N] [-d C] [NAME]...", "-r keeps backslashes, -s shows nothing. Exit status 1 at the end of the input."},
	"reset":   {"bring the terminal into its first state", "", "For a screen that a binary file has spoilt. It clears the screen too."},
	"set":     {"set options and words of the shell", "[-eux] [-o OPTION] [-- WORD...]", "-e ends a script at the first command that fails, -u refuses variables that are not set, -x prints each command before it runs; + switches off. set -- WORD... sets $1, $2 and so on."},
	"sh":      {"the shell", "[-c TEXT | FILE]", "The same as bash."},
	"shift":   {"drop the first words of a script or function", "[N]", "$2 becomes $1, and so on."},
	"source":  {"run a file in this shell", "FILE [WORD]...", "Unlike a script it can change directory and variables. A dot does the same."},
	"su":      {"become another user", "[-] [USER] [-c TEXT]", "root becomes anybody; others use sudo, since the lab's accounts have no passwords. The other user types from the next line on, until exit. - logs in anew: home directory, no variables."},
	"sudo":    {"run a command as root", "[-u USER] [-E] [-i | -s | [NAME=VALUE]... COMMAND [WORD]...]", "The operator may, guest may not. No password is asked [simulated]. Variables are not passed on, except with -E or NAME=VALUE before the command: NFAST_ variables too."},
	"test":    {"test files and text", "EXPRESSION", "Also written [ EXPRESSION ]. -e -f -d -r -w -x -s FILE, -z and -n TEXT, = != -eq -lt and others; -t N asks for the terminal."},
	"trap":    {"run a command when something happens", "[TEXT | -] EXIT | ERR", "Other signals are not simulated."},
	"type":    {"tell what a word means as a command", "[-t | -p] NAME...", "Alias, keyword, function, builtin or file."},
	"unalias": {"forget an alias", "[-a] NAME...", "-a forgets all."},
	"unset":   {"forget variables and functions", "[-f | -v] NAME...", "unset NFAST_KEYPROT_PASS is a good habit."},
	"vi":      {"edit a file", "[FILE]", "Opens nano: vi is not simulated."},
	"vim":     {"edit a file", "[FILE]", "Opens nano: vim is not simulated."},
	"wait":    {"wait for background jobs", "[PID | %N]...", "The exit status is that of the last one."},
}

// labPages are about the command that no real host has.
var labPages = map[string]page{
	"lab": {"the people and the room", "VERB [WORD]...\nhelp [VERB]",
		"What no command of the host can do: push a button, switch the mains, carry a file to the other party, look at the lamp, let time pass. It works on a host that is off, too.\n\nlab explain tells why the last command answered as it did, and how sure the lab is of it: documented, inferred or simulated. lab undo takes back command lines and panel actions that changed something."},
}

// hsmPages are about the HSM software. Its own -h is the reference.
var hsmPages = map[string]page{
	"enquiry":        {"the hardserver and its modules", "[-m MODULE]", "A server block, then a block for each module that this host is connected to: a VCM that was enrolled here. Guide section 4.3.1.1; the layout is simulated where the guide shows none."},
	"hsmadmin":       {"administer HSMs", "SUBCOMMAND [OPTION]...", "status, info, gettime, enroll, reset, factorystate, setnetwork, vcm and others; -h after each tells its options. Root may do everything; what others may do follows from who can read the key file of the service: ls -l /opt/nfast/services/client.\n\nGuide section 4.10.1."},
	"initunit":       {"initialise a module", "[-m MODULE]", "Makes the module that this host is connected to usable with a dummy Security Officer's key. It must be in pre-initialization mode: nopclearfail -I before, nopclearfail -O after. Guide section 4.6.1.1."},
	"init.d-ncipher": {"start and stop the hardserver", "start | stop | restart", "It is /opt/nfast/sbin/init.d-ncipher. Guide section 4.7.5."},
	"install":        {"install the Security World software", "[-h]", "It is /opt/nfast/sbin/install, for root. Makes groups and directories, sets owner and group of the SSH keys, enrolls the HSMs and starts the hardserver. It can be run again at any time.\n\nNFAST_SSHADMIN_GROUP, NFAST_MONITOR_GROUP and so on name another group for the keys of a service; a group that is missing is made. They must be given every time: without them the default comes back.\n\nIf the sshadmin key is missing, its backup /root/.ssh/id_nshield5_sshadmin is tried; where /root/.ssh exists, a successful run writes that backup. Guide sections 4.7.2 and 4.8.4."},
	"nopclearfail":   {"change the mode of a module", "-I | -O | -M | -c | -r | -n | --fail -m MODULE | -a [-w]", "-I pre-initialization, -O operational, -M maintenance, -c clears, -r tries a failed module again. It speaks to modules that enquiry shows, so on a provider's host there is nothing to speak to. Guide section 4.6.4."},
	"nshieldauditd":  {"the Audit Log Service", "start | stop | status", "It is /opt/nfast/sbin/nshieldauditd [simulated]: the guide names the service and tells nothing of its commands. Once a day it exports, verifies and expires the signed system log of each HSM that an entry esn=ESN in section [auditlog_settings] of /opt/nfast/kmdata/config/config names. The logs go to /opt/nfast/kmdata/auditlog/ESN, what it did to /opt/nfast/log/nshieldauditd.log. A key with protection P would need a passphrase that nobody types: such an HSM is skipped.\n\nIt starts with the host. Guide section 4.12.4.2.2; hsmlab log verify checks its files."},
	"loadrom":        {"load firmware into a Solo", "-m MODULE VERSION", "For a Solo in maintenance mode. The real tool takes a file; here the version stands for it. A Solo+ that is taken back to 2.50.x or older fails (SOS-HR). Guide section 4.16.3."},
	"ncdate":         {"show the clock of a Solo", "[-m MODULE]", "After about two weeks without power the clock of a Solo+ is lost, and reading it fails with BadTokenData; set it with rtc. Guide section 4.3.4."},
	"nvram-backup":   {"back up the nonvolatile memory of a module", "[-m MODULE] FILE", "For a module that this host is connected to and that keeps keys there, before its firmware is upgraded. What is stored is not simulated, only whether it was backed up. Guide section 4.1.4."},
	"rtc":            {"show or set the clock of a Solo", "-m MODULE [--set-clock]", "Sets it to the time of this host. Leave the module powered for ten hours afterwards: its battery charges. Guide section 4.3.4."},
	"stattree":       {"statistics of hardserver and modules", "[NODE [NODE]...]", "A tree: +NAME: is a node, -NAME VALUE a value. Without words all of it, else the part below: stattree PerModule 1 ModuleEnvStats shows temperatures and voltages, CPUVoltage10 among them, the battery. A module is there only on a host that is connected to it, in multi-tenant systems the tenant's; providers use hsmadmin getenvstats.\n\nGuide section 4.13: the battery from 2.46 to 3.55 V, CurrentCPUTemp1 from 10 to 75 C, CurrentCPUTemp2 to 78 C, in a room of 20 to 30 C."},
	"uninstall":      {"remove the Security World software", "[-h]", "It is /opt/nfast/sbin/uninstall, for root. Stops the hardserver and removes everything below /opt/nfast: SSH keys, kmdata, hardserver.d and configuration too. Copy kmdata and hardserver.d elsewhere with cp -a, which keeps owners and permissions, and use hsmadmin keys backup, before. What lies elsewhere stays, such as /root/.ssh and the global nonce in /etc/nshield. Guide section 4.15.3.1."},
	"unpack":         {"unpack the Security World software", "[-h]", "It lies on the medium, /mnt/secworld-14.1.1/unpack, and stands for unpacking the archives there [simulated]. Older software must have been uninstalled. /opt/nfast/sbin/install comes after. Guide section 4.15.3.1.2."},
	"vcmadmin":       {"administer virtual crypto modules", "SUBCOMMAND [OPTION]...", "create, start, stop, list, show, delete; -h after each tells its options. A VCM begins with a tenant's request: hsmadmin vcm create on the tenant's host makes it, lab send brings it here, vcmadmin create --request takes it. Guide section 3.4.1."},
}
