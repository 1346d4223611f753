package tools

// filePages are the pages of the tools that work on files.
var filePages = map[string]page{
	"chmod": {"change permission bits", "", "MODE is octal, 640, or symbolic: u+x, go-rwx, a=r. -R works on everything below a directory.\n\nNot simulated: set-user-id, set-group-id and sticky bits."},
	"chown": {"change owner and group", "", "Only root gives files away; an owner may choose among the own groups. -R works on everything below a directory."},
	"cp":    {"copy files and directories", "", "With several sources DEST must be a directory. -r copies directories, -p keeps the permission bits, -v tells what is copied."},
	"find":  {"look for files", "", "Tests: -name, -iname, -path, -type, -newer, -user, -empty, -mindepth, -maxdepth; actions: -print, -delete. Prints every file below PATH for which all tests hold. -name and -iname take a pattern of the shell, in quotes; -type is f or d; -delete removes what was found.\n\nNot simulated: -exec, -o, ! and parentheses. Use xargs, or several calls."},
	"ls":    {"list files", "", "-l shows permission bits, owner, group, size and date; -a shows hidden files too; -d shows directories themselves; -h sizes in K and M; -R everything below; -t by date, -S by size, -r the other way round; -1 one name a line; -F marks directories and programs.\n\nThe lab has no hard and symbolic links."},
	"mkdir": {"make directories", "", "-p makes what is missing on the way and does not mind a directory that exists; -m sets the permission bits."},
	"mv":    {"move or rename files", "", "With several sources DEST must be a directory. -n does not replace files, -v tells what is moved."},
	"rm":    {"remove files", "", "-r removes directories with everything in them, -f does not mind what is missing. There is no waste basket; lab undo takes back the command."},
	"rmdir": {"remove empty directories", "", "See rm -r for those that are not empty."},
	"stat":  {"tell about files", "", "-c takes a format: %n name, %s size, %a and %A permission bits, %U owner, %G group, %Y date in seconds, %F kind."},
	"tee":   {"copy the input to files and to the output", "", "-a adds to the files. `sudo tee FILE` writes where a redirection of an unprivileged shell may not."},
	"touch": {"set the date of files, make empty ones", "", "-c makes none."},
}

// textPages are the pages of the tools that work on text.
var textPages = map[string]page{
	"base64":     {"write bytes as text and read them back", "", "-d decodes; -w sets the length of lines, 0 for one line."},
	"basename":   {"the last part of a path", "", "SUFFIX is cut off."},
	"cat":        {"print files one after another", "", "Without FILE, or for -, it prints the standard input. -n numbers the lines."},
	"cut":        {"print parts of lines", "", "-f picks fields, -c characters: 1,3-5,7-. -d is the character between fields, a tab otherwise; -s leaves out lines without it."},
	"diff":       {"compare two files", "", "Exit status 0 means the same, 1 different. -u prints the lines around each change; -q only tells whether they differ."},
	"dirname":    {"a path without its last part", "", "See basename."},
	"egrep":      {"search text by extended expressions", "[OPTION]... PATTERN [FILE]...", "The same as grep -E."},
	"fgrep":      {"search text for fixed strings", "[OPTION]... PATTERN [FILE]...", "The same as grep -F."},
	"grep":       {"print lines that match a pattern", "", "-i ignores case; -v prints what does not match; -n with line numbers; -r everything below a directory; -c only counts; -q prints nothing; -l only names of files; -o only what matched; -w whole words; -x whole lines; -E extended expressions; -F fixed strings; -A, -B, -C lines around.\n\nExit status 0: found; 1: not found; 2: an error. Not simulated: back-references in patterns."},
	"head":       {"print the first lines", "", "Ten lines, or -n of them, or -c bytes. -n -5 leaves out the last five."},
	"jq":         {"take JSON apart", "", "FILTER is in the language of jq: .[0].esn, map(.state), select(…). -r prints text without quotes; -c on one line; -e sets the exit status by the result; -n reads nothing; -s reads everything into one list; -R reads lines as text; --arg makes a variable.\n\nIt is gojq: keys are printed sorted, and the time zone is UTC. Put the filter in single quotes: [ and | have a meaning for the shell."},
	"sed":        {"edit text line by line", "", "Commands: s/PATTERN/NEW/[g][p][i][N], y/ab/xy/, p, d, q, =, a TEXT, i TEXT, c TEXT; before each an address: a line number, $, /PATTERN/, or two with a comma; ! reverses it. -n prints only what p prints; -i changes the files themselves; -E extended expressions; -e several scripts.\n\nNot simulated: braces, labels, the hold space, back-references in patterns (\\1 in NEW works)."},
	"sha256sum":  {"compute and check SHA-256 sums", "", "-c reads sums from a file and checks the files that it names."},
	"sort":       {"sort lines", "", "-n by number; -r the other way round; -u without repeated lines; -k by field N, or from field N to M (-k 2,3n); -t the character between fields; -f ignores case."},
	"ssh-keygen": {"look at SSH keys", "", "-y prints the public half of a private key, which -P opens if a passphrase protects it; -l prints a key's fingerprint; -f names the file.\n\nNot simulated: making keys, hsmadmin enroll does that; asking for a passphrase; and that the real one refuses private keys which others than the owner may read, as those of the HSM software are (chmod 600 a copy)."},
	"tail":       {"print the last lines", "", "Ten lines, or -n of them; -n +5 prints from the fifth on; -c bytes.\n\nNot simulated: -f. Run the command again, or use lab wait."},
	"tr":         {"replace characters", "", "Reads the standard input. Sets are characters, ranges (a-z) and classes ([:upper:]). -d deletes, -s makes one of repeated characters, -c takes all others."},
	"uniq":       {"leave out repeated lines", "", "Only neighbours count: sort first. -c counts, -d prints only repeated lines, -u only single ones."},
	"wc":         {"count lines, words and bytes", "", "-l lines, -w words, -c bytes, -m characters."},
	"xargs":      {"make command lines of the input", "", "-n at most so many words in each; -I runs the command once a line, with the line put in for the mark; -r does not run at all without input."},
}

// hostPages are the pages of the tools that tell about the host.
var hostPages = map[string]page{
	"date":     {"print the host's date and time", "", "FORMAT has directives: %F date, %T time, %s seconds since 1970, and others. -I prints only the date, -d another one: @SECONDS or 2026-06-15 08:00.\n\nThis is the host's own clock. The HSM has another: hsmadmin gettime. Setting the clock is not simulated."},
	"env":      {"run a command with other variables", "", "Without a command it prints the exported variables. -i begins with none, -u leaves one out."},
	"false":    {"do nothing, unsuccessfully", "", "The exit status is 1."},
	"groups":   {"print the groups of a user", "", "What a user may do with an HSM follows from who may read the service's key file."},
	"hostname": {"print the name of the host", "", "The lab's hosts keep their names."},
	"id":       {"print user and groups", "", "-u the user, -g the group, -G all groups, -n names instead of numbers."},
	"ip":       {"print addresses and routes, change routes", "", "ip addr, ip -br addr, ip link, ip route, ip -6 route, ip route get ADDRESS. The HSM in a host is its device nshield0; once it has booted, the host has a route over it to the network that hsmadmin setnetwork set, and needs no router.\n\nip route add NETWORK via ROUTER and ip route del NETWORK change the routes until the host loses power; they need root.\n\nNot simulated: changing addresses and devices. The lab's cables are fixed."},
	"ping":     {"see whether an address answers", "", "A packet a second. VCMs answer while they are active, to hosts that have a way to them. A link-local address needs its device: fe80::1%nshield0, or -I nshield0."},
	"printenv": {"print exported variables", "", "Exit status 1 when one of the names is not set."},
	"seq":      {"print numbers", "", "Whole numbers only. -w makes them equally wide, -s puts something else between them."},
	"sleep":    {"wait", "", "NUMBER may have a fraction and a unit: 90, 1.5s, 2m, 1h, 3d. It is virtual time: in a batch run it is over at once, in the page the speed dial counts."},
	"true":     {"do nothing, successfully", "", "The exit status is 0."},
	"uname":    {"print the name of the system", "", "It is made up."},
	"uptime":   {"tell how long the lab runs", "", "In virtual time."},
	"which":    {"print the path of a command", "", "See type for builtins and functions."},
	"whoami":   {"print who you are", "", "root, operator or guest; see su and sudo."},
	"yes":      {"print a word for ever", "", "A pipe of the lab ends it after 64 MB."},
}
