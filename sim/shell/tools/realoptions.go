package tools

import "strings"

// optionsOf lists the options that the real tool has: their letters, and their long names.
func optionsOf(tool string) (letters string, words []string) {
	if tool == "egrep" || tool == "fgrep" {
		tool = "grep"
	}
	letters, long, _ := strings.Cut(realOptions[tool], " ")
	return letters, strings.Fields(long)
}

// realOptions are those of coreutils 9.1, grep 3.8, sed 4.9, diffutils 3.8, findutils 4.9, iputils and jq 1.6, as their
// --help lists them on Debian 12. What is here and not simulated is refused with a reason; what is not here does not exist.
var realOptions = map[string]string{
	"base64":    "diw decode help ignore-garbage version wrap",
	"basename":  "asz help multiple suffix version zero",
	"cat":       "AETbenstuv help number number-nonblank show-all show-ends show-nonprinting show-tabs squeeze-blank version",
	"chmod":     "Rcfv changes help no-preserve-root preserve-root quiet recursive reference silent verbose version",
	"chown":     "HLPRcfhv changes dereference from help no-dereference no-preserve-root preserve-root quiet recursive reference silent verbose version",
	"cp":        "HLPRSTZabdfilnprstuvx archive attributes-only backup context copy-contents dereference force help interactive link no-clobber no-dereference no-preserve no-target-directory one-file-system parents preserve recursive reflink remove-destination sparse strip-trailing-slashes suffix symbolic-link target-directory update verbose version",
	"cut":       "Mbcdfnsz bytes characters complement delimiter fields help only-delimited output-delimiter version zero-terminated",
	"date":      "IRdfrsu date debug file help iso-8601 reference resolution rfc-3339 rfc-email set universal utc version",
	"diff":      "BCDEFINSTUWXZabcdeilnpqrstuvwxy brief color context ed exclude exclude-from expand-tabs from-file help horizon-lines ifdef ignore-all-space ignore-blank-lines ignore-case ignore-file-name-case ignore-matching-lines ignore-space-change ignore-tab-expansion ignore-trailing-space initial-tab label left-column line-format minimal new-file no-dereference no-ignore-file-name-case normal paginate palette rcs recursive report-identical-files show-c-function show-function-line side-by-side speed-large-files starting-file strip-trailing-cr suppress-blank-empty suppress-common-lines tabsize text to-file unidirectional-new-file unified version width",
	"dirname":   "z help version zero",
	"env":       "0CSiuv block-signal chdir debug default-signal help ignore-environment ignore-signal list-signal-handling null split-string unset version",
	"grep":      "ABCDEFGHILPRTUVZabcdefhilmnoqrsvwxz after-context basic-regexp before-context binary binary-files byte-offset color colour context count dereference-recursive devices directories exclude exclude-dir exclude-from extended-regexp file files-with-matches files-without-match fixed-strings group-separator help ignore-case include initial-tab invert-match label line-buffered line-number line-regexp max-count no-filename no-group-separator no-ignore-case no-messages null null-data only-matching perl-regexp quiet recursive regexp silent text version with-filename word-regexp",
	"groups":    " help version",
	"head":      "cnqvz bytes help lines quiet silent verbose version zero-terminated",
	"hostname":  "AFIabdfisy alias all-fqdns all-ip-addresses boot domain file fqdn ip-address long nis short yp",
	"id":        "GZagnruz context group groups help name real user version zero",
	"jq":        "CFLMRSacefhjnrs arg argjson args ascii-output color-output compact-output exit-status from-file help indent join-output jsonargs monochrome-output null-input rawfile raw-input raw-output seq slurp slurpfile sort-keys stream tab unbuffered version",
	"ls":        "1ABCDFGHILNQRSTUXZabcdfghiklmnopqrstuvwx all almost-all author block-size classify color context dereference dereference-command-line dereference-command-line-symlink-to-dir directory dired escape file-type format full-time group-directories-first help hide hide-control-chars human-readable hyperlink ignore ignore-backups indicator-style inode kibibytes literal no-group numeric-uid-gid quote-name quoting-style recursive reverse show-control-chars si size sort tabsize time time-style version width zero",
	"mkdir":     "Zmpv context help mode parents verbose version",
	"mv":        "STZbfintuv backup context force help interactive no-clobber no-target-directory strip-trailing-slashes suffix target-directory update verbose version",
	"ping":      "46ABCDFHILMNOPQRSTUVWabcdefhilmnpqrstvw",
	"printenv":  "0 help null version",
	"rm":        "IRdfirv dir force help interactive no-preserve-root one-file-system preserve-root recursive verbose version",
	"rmdir":     "pv help ignore-fail-on-non-empty parents verbose version",
	"sed":       "Eefilnrsuz debug expression file follow-symlinks help in-place line-length null-data posix quiet regexp-extended sandbox separate silent unbuffered version",
	"seq":       "fsw equal-width format help separator version",
	"sha256sum": "bctwz binary check help ignore-missing quiet status strict tag text version warn zero",
	"sleep":     " help version",
	"sort":      "CMRSTVbcdfghikmnorstuz batch-size buffer-size check compress-program debug dictionary-order field-separator files0-from general-numeric-sort help human-numeric-sort ignore-case ignore-leading-blanks ignore-nonprinting key merge month-sort numeric-sort output parallel random-sort random-source reverse sort stable temporary-directory unique version version-sort zero-terminated",
	"stat":      "Lcft cached dereference file-system help printf terse version",
	"tail":      "Fcfnqsvz bytes follow help lines max-unchanged-stats pid quiet retry silent sleep-interval verbose version zero-terminated",
	"tee":       "aip append help ignore-interrupts output-error version",
	"touch":     "acdfhmrt date help no-create no-dereference reference time version",
	"tr":        "Ccdst complement delete help squeeze-repeats truncate-set1 version",
	"uname":     "aimnoprsv all hardware-platform help kernel-name kernel-release kernel-version machine nodename operating-system processor version",
	"uniq":      "Dcdfisuwz all-repeated check-chars count group help ignore-case repeated skip-chars skip-fields unique version zero-terminated",
	"uptime":    "Vhps help pretty since version",
	"wc":        "Lclmw bytes chars files0-from help lines max-line-length version words",
	"which":     "as",
	"whoami":    " help version",
	"xargs":     "0EILPadeilnoprstx arg-file delimiter eof exit help interactive max-args max-chars max-lines max-procs no-run-if-empty null open-tty process-slot-var replace show-limits verbose version",
}
