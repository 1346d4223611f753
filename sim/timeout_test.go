package sim_test

import (
	"fmt"
	"testing"
	"time"

	"hsmlab/sim/simtest"
)

// --timeout has the limits 3 and 120 s in every command that takes it; outside of them it is a usage error.
func TestTimeoutLimits(t *testing.T) {
	b := simtest.New(t, "default")
	for _, command := range []string{
		"hsmadmin status", "hsmadmin info", "hsmadmin gettime", "hsmadmin enroll", "hsmadmin factorystate --all",
		"hsmadmin vcm single-setup", "vcmadmin list", "vcmadmin show", "vcmadmin start x", "vcmadmin stop x", "vcmadmin delete x",
		"vcmadmin create --request x x",
	} {
		for _, seconds := range []string{"2", "121", "0", "-5", "2147483648", "99999999999999999999", "x", ""} {
			if seconds == "" {
				b.Refused(simtest.Provider, command+" --timeout", 2, "expected one argument")
				continue
			}
			b.Refused(simtest.Provider, fmt.Sprintf("%s --timeout %s", command, seconds), 2, "--timeout")
		}
	}
	for _, seconds := range []string{"3", "120"} {
		b.OK(simtest.Provider, "hsmadmin status --timeout "+seconds)
	}
}

// A service that does not answer is given exactly the time of --timeout.
func TestTimeoutIsWaitedFor(t *testing.T) {
	for _, c := range []struct {
		option string
		want   time.Duration
	}{{"", 30 * time.Second}, {"--timeout 3", 3 * time.Second}, {"--timeout 77", 77 * time.Second}} {
		b := simtest.New(t, "default")
		b.OK(simtest.Provider, "hsmadmin reset")
		before := b.Now()
		b.Refused(simtest.Provider, "hsmadmin info "+c.option, 1, "no answer from the service")
		if got := b.Now() - before; got < c.want || got > c.want+100*time.Millisecond {
			t.Errorf("hsmadmin info %s gave up after %s, want %s", c.option, got, c.want)
		}
	}
}

func TestServiceThatAnswersInTime(t *testing.T) {
	b := simtest.New(t, "default")
	b.OK(simtest.Provider, "hsmadmin reset")
	b.OK(simtest.Provider, "hsmadmin info --timeout 120")
	if got := b.Module().Boot; got != "up" {
		t.Errorf("the module is %s, want up", got)
	}
}
