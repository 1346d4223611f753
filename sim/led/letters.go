package led

import "strings"

// alphabet is international Morse code; the numerals are those of guide 4.16.1 without the slips of its printed
// table (D-127).
var alphabet = map[rune]string{
	'A': ".-", 'B': "-...", 'C': "-.-.", 'D': "-..", 'E': ".", 'F': "..-.", 'G': "--.", 'H': "....", 'I': "..",
	'J': ".---", 'K': "-.-", 'L': ".-..", 'M': "--", 'N': "-.", 'O': "---", 'P': ".--.", 'Q': "--.-", 'R': ".-.",
	'S': "...", 'T': "-", 'U': "..-", 'V': "...-", 'W': ".--", 'X': "-..-", 'Y': "-.--", 'Z': "--..",
	'1': ".----", '2': "..---", '3': "...--", '4': "....-", '5': ".....",
	'6': "-....", '7': "--...", '8': "---..", '9': "----.", '0': "-----",
}

// distress is what comes before each code of a Solo.
const distress = "SOS"

// wordEnd separates the words of a text in dots and dashes: the distress signal and the code.
const wordEnd = " / "

// Spell writes letters A to Z and numerals in Morse, a blank between them: "--- .-.. -.-." for OLC. It is "" for a text
// that has others, or none.
func Spell(text string) string { return spell(text) }

// spell writes letters and numerals in dots and dashes, a blank between them: "--- .-.. -.-." for OLC. It is "" for
// a text that has none or others.
func spell(text string) string {
	var marks []string
	for _, r := range text {
		m, ok := alphabet[r]
		if !ok {
			return ""
		}
		marks = append(marks, m)
	}
	return strings.Join(marks, " ")
}

// unspell reads dots and dashes back; false if one of the groups is no letter and no numeral.
func unspell(marks string) (text string, ok bool) {
	for _, m := range strings.Fields(marks) {
		r, ok := letter(m)
		if !ok {
			return "", false
		}
		text += string(r)
	}
	return text, text != ""
}

func letter(marks string) (rune, bool) {
	for r := '0'; r <= 'Z'; r++ {
		if alphabet[r] == marks {
			return r, true
		}
	}
	return 0, false
}
