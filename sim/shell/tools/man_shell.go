package tools

// shellPages are the pages of the shell and of what needs it.
var shellPages = map[string]page{
	"bash":    {"the shell", "[-c TEXT [NAME [WORD]...] | FILE [WORD]...]", "The interpreter is mvdan.cc/sh. Simulated: variables, arrays, quoting, globs, pipes, redirections, here-documents, functions, loops, tests, arithmetic, background jobs, aliases, traps on EXIT and ERR.\n\nOne thing happens at a time: the stages of a pipeline run one after another, through memory of 4 MB; so a pipeline shows nothing before its first stage has ended.\n\nNot simulated: process substitution, file descriptors above 2, coproc, select, job control by Ctrl-Z, PIPESTATUS.\n\nKeys: Tab completes, Ctrl-R searches the history, Ctrl-C interrupts, Ctrl-D ends the input, Ctrl-A and Ctrl-E go to the ends of the line, Alt-B and Alt-F by words."},
	"cd":      {"change the present directory", "[DIRECTORY | -]", "Without DIRECTORY it goes home; - goes back."},
	"clear":   {"clear the screen", "", "Ctrl-L does the same at the prompt."},
	"echo":    {"print words", "[-neE] [WORD]...", "-n without a newline; -e expands escapes such as \\t."},
	"exit":    {"leave the shell", "[STATUS]", "After su it goes back to who you were. The last shell of a terminal logs in again."},
	"export":  {"give variables to programs", "[NAME[=VALUE]]...", "The HSM software reads variables whose names begin with NFAST_."},
	"fg":      {"wait for a background job", "[%N]", "Ctrl-C ends the job."},
	"history": {"list the command lines typed", "[-c] [N]", "-c forgets them. Ctrl-R searches."},
	"jobs":    {"list background jobs", "[-l | -p | -r]", "A background job never moves the clock of a batch run by itself."},
	"kill":    {"end background jobs", "[-INT | -TERM | -KILL] PID | %N...", "Only the shell's own jobs can be ended; Ctrl-C ends the program in the foreground."},
	"less":    {"read text by the screen", "[FILE]...", "Space and b go by screens, j and k by lines, g and G to the ends, / searches, n again, q leaves. Without a screen it prints everything."},
	"man":     {"this manual", "NAME...", "Pages of the lab's own. hsmadmin -h and its subcommands' -h tell the options of the HSM software."},
	"more":    {"read text by the screen", "[FILE]...", "The same as less."},
	"nano":    {"edit a file", "[FILE]", "A small one: ^O writes, ^X leaves, ^W searches, ^K cuts lines, ^U pastes them. vi and vim open it too. It needs the full terminal; elsewhere use sed -i or cat >FILE <<'EOF'."},
	"printf":  {"print by a format", "[-v NAME] FORMAT [WORD]...", "%s %d %x %o %c %f %e %g %b %q %%, with flags, width and precision. The format is used again while there are words."},
	"pwd":     {"print the present directory", "", "See cd."},
	"read":    {"read a line into variables", "[-r] [-s] [-p PROMPT] [-a ARRAY] [-n N] [-d C] [NAME]...", "-r keeps backslashes, -s shows nothing. Exit status 1 at the end of the input."},
	"sh":      {"the shell", "[-c TEXT | FILE]", "The same as bash."},
	"source":  {"run a file in this shell", "FILE [WORD]...", "Unlike a script it can change directory and variables. A dot does the same."},
	"su":      {"become another user", "[-] [USER] [-c TEXT]", "root becomes anybody; others use sudo, since the lab's accounts have no passwords. The other user types from the next line on, until exit. - logs in anew: home directory, no variables."},
	"sudo":    {"run a command as root", "[-u USER] [-E] [-i | -s | [NAME=VALUE]... COMMAND [WORD]...]", "The operator may, guest may not. No password is asked [simulated]. Variables are not passed on, except with -E or NAME=VALUE before the command: NFAST_ variables too."},
	"test":    {"test files and text", "EXPRESSION", "Also written [ EXPRESSION ]. -e -f -d -r -w -x -s FILE, -z and -n TEXT, = != -eq -lt and others; -t N asks for the terminal."},
	"type":    {"tell what a word means as a command", "[-t | -p] NAME...", "Alias, keyword, function, builtin or file."},
	"vi":      {"edit a file", "[FILE]", "Opens nano: vi is not simulated."},
	"vim":     {"edit a file", "[FILE]", "Opens nano: vim is not simulated."},
	"wait":    {"wait for background jobs", "[PID | %N]...", "The exit status is that of the last one."},
}

// labPages are about the command that no real host has.
var labPages = map[string]page{
	"lab": {"the people and the room", "hosts | on HOST COMMAND...\nsend [HOST:]FILE HOST:PATH\nwait DURATION | boot | idle\nhold recovery | release recovery [--module N]\npower off | on | cycle [HOST]\nled [--decode] [--watch[=DURATION]] [--module N]\nfault NAME | CODE [VALUE | clear] | faults\nstate [-r] [-c] [JQ]\nexplain | undo [N] | journal | help [VERB]",
		"What no command of the host can do: push a button, switch the mains, carry a file to the other party, look at the lamp, let time pass. It works on a host that is off, too.\n\nlab explain tells why the last command answered as it did, and how sure the lab is of it: documented, inferred or simulated. lab undo takes back command lines and panel actions that changed something."},
}

// hsmPages are about the HSM software. Its own -h is the reference.
var hsmPages = map[string]page{
	"enquiry":        {"the hardserver and its modules", "[-m MODULE]", "A server block, then a block for each module that this host is connected to: a VCM that was enrolled here. Guide section 4.3.1.1; the layout is simulated where the guide shows none."},
	"hsmadmin":       {"administer HSMs", "SUBCOMMAND [OPTION]...", "status, info, gettime, enroll, reset, factorystate, setnetwork, vcm and others; -h after each tells its options. Root may do everything; what others may do follows from who can read the key file of the service: ls -l /opt/nfast/services/client.\n\nGuide section 4.10.1. Subcommands marked not simulated yet answer so, with exit status 1 and no effect."},
	"initunit":       {"initialise a module", "[-m MODULE]", "Makes the module that this host is connected to usable with a dummy Security Officer's key. It must be in pre-initialization mode: nopclearfail -I before, nopclearfail -O after. Guide section 4.6.1.1."},
	"init.d-ncipher": {"start and stop the hardserver", "start | stop | restart", "It is /opt/nfast/sbin/init.d-ncipher. Guide section 4.7.5."},
	"nopclearfail":   {"change the mode of a module", "-I | -O | -M | -c | -r | -n | --fail -m MODULE | -a [-w]", "-I pre-initialization, -O operational, -M maintenance, -c clears, -r tries a failed module again. It speaks to modules that enquiry shows, so on a provider's host there is nothing to speak to. Guide section 4.6.4."},
	"vcmadmin":       {"administer virtual crypto modules", "SUBCOMMAND [OPTION]...", "create, start, stop, list, show, delete; -h after each tells its options. A VCM begins with a tenant's request: hsmadmin vcm create on the tenant's host makes it, lab send brings it here, vcmadmin create --request takes it. Guide section 3.4.1."},
}
