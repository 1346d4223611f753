package lessons

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"hsmlab/sim"
)

// ShareMark begins the fragment of an address that holds a lab; the digit is the version of what follows.
const ShareMark = "lab=1."

// Limits of a lab in an address.
const (
	MaxShare    = 8 << 10 // characters of the fragment; what needs more is given on as a file
	maxUnpacked = 1 << 20 // bytes of the journal
)

// DecodeShare reads the lab in the fragment of an address: ShareMark, then the journal as sim.Journal.Encode writes it,
// compressed (RFC 1951) and written in the letters of base64url without padding. It takes nothing that has a byte too
// much, and nothing larger than what a page writes; whether the journal can be replayed shows only when it is.
func DecodeShare(fragment string) (*sim.Journal, error) {
	fragment = strings.TrimPrefix(fragment, "#")
	text, ok := strings.CutPrefix(fragment, ShareMark)
	switch {
	case !ok && strings.HasPrefix(fragment, "lab="):
		return nil, errors.New("it was made by another version of this page")
	case !ok:
		return nil, errors.New("it holds no lab")
	case len(fragment) > MaxShare:
		return nil, fmt.Errorf("it is longer than %d characters", MaxShare)
	}
	packed, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, errors.New("it is damaged: a character is missing or was changed on the way")
	}
	plain, err := inflate(packed)
	if err != nil {
		return nil, err
	}
	return sim.DecodeJournal(plain)
}

func inflate(packed []byte) ([]byte, error) {
	rest := bytes.NewReader(packed)
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(rest), maxUnpacked+1))
	switch {
	case err != nil:
		return nil, errors.New("it is damaged: a part is missing or was changed on the way")
	case len(plain) > maxUnpacked:
		return nil, fmt.Errorf("the lab in it is larger than %d MB", maxUnpacked>>20)
	case rest.Len() > 0:
		return nil, errors.New("it is damaged: there is more after its end")
	}
	return plain, nil
}
