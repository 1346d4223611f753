package main_test

import (
	"context"
	"fmt"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// key is one key on the keyboard, as the browser's protocol wants it. chromedp's own KeyEvent sends a
// key that prints something as two events, and xterm.js then types it twice.
type key struct {
	name      string // KeyboardEvent.key
	code      string // KeyboardEvent.code
	virtual   int64  // Windows virtual key code
	text      string // what it prints; none: it prints nothing
	modifiers int64
}

const (
	withControl = 2
	withShift   = 8
)

var (
	keyEnter     = key{name: "Enter", code: "Enter", virtual: 13, text: "\r"}
	keyTab       = key{name: "Tab", code: "Tab", virtual: 9}
	keyEscape    = key{name: "Escape", code: "Escape", virtual: 27}
	keyBackspace = key{name: "Backspace", code: "Backspace", virtual: 8}
	keyUp        = key{name: "ArrowUp", code: "ArrowUp", virtual: 38}
	keyF6        = key{name: "F6", code: "F6", virtual: 117}
	keySpace     = key{name: " ", code: "Space", virtual: 32, text: " "}
)

// control is a letter with the control key.
func control(letter rune) key {
	upper := unicode.ToUpper(letter)
	return key{name: string(letter), code: "Key" + string(upper), virtual: int64(upper), modifiers: withControl}
}

// printable is the key for a character. Only letters, digits and the space bar have codes of their own:
// nothing in the page asks for the others'.
func printable(r rune) key {
	k := key{name: string(r), text: string(r)}
	switch {
	case r == ' ':
		return keySpace
	case unicode.IsLetter(r) && r < 128:
		k.virtual = int64(unicode.ToUpper(r))
		k.code = "Key" + string(unicode.ToUpper(r))
		if unicode.IsUpper(r) {
			k.modifiers = withShift
		}
	case unicode.IsDigit(r) && r < 128:
		k.virtual = int64(r)
		k.code = "Digit" + string(r)
	}
	return k
}

// press sends keys to what has the focus, each down and up again.
func (b *tab) press(keys ...key) {
	b.t.Helper()
	for _, k := range keys {
		b.keyDown(k)
		b.keyUp(k)
	}
}

func (b *tab) keyDown(k key) {
	b.t.Helper()
	kind := input.DispatchKeyEventTypeRawKeyDown
	if k.text != "" && k.modifiers&withControl == 0 {
		kind = input.DispatchKeyEventTypeKeyDown
	} else {
		k.text = ""
	}
	b.send(k, kind)
}

func (b *tab) keyUp(k key) {
	b.t.Helper()
	k.text = ""
	b.send(k, input.DispatchKeyEventTypeKeyUp)
}

func (b *tab) send(k key, kind input.DispatchKeyEventType) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: kind, Key: k.name, Code: k.code, WindowsVirtualKeyCode: k.virtual, Text: k.text, Modifiers: k.modifiers,
		})
		return err
	}))
}

// typeText types text key by key into what has the focus; a line break is Enter.
func (b *tab) typeText(text string) {
	b.t.Helper()
	for _, r := range text {
		if r == '\n' {
			b.press(keyEnter)
			continue
		}
		b.press(printable(r))
	}
}

// mouse presses or releases the left button over the middle of the element.
func (b *tab) mouse(kind input.DispatchMouseEventType, selector string) {
	b.t.Helper()
	at := b.middle(selector)
	b.do(chromedp.MouseEvent(kind, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
}

// middle is where the middle of the element is, which is scrolled into view.
func (b *tab) middle(selector string) []float64 {
	b.t.Helper()
	return eval[[]float64](b, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q); e.scrollIntoView({block: "nearest"});
		const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2];
	})()`, selector))
}

// click clicks the element with the mouse, once it stands still. What is drawn at this moment may move it away between
// looking and pressing: a click that went elsewhere is made again.
func (b *tab) click(selector string) {
	b.t.Helper()
	for range 5 {
		b.wait(fmt.Sprintf(`(async () => {
			const box = () => Object.values(document.querySelector(%q).getBoundingClientRect().toJSON()).join();
			const before = box();
			await new Promise((next) => setTimeout(next, 16)); // hidden tabs have no frames
			return box() === before;
		})()`, selector))
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`{
			const wanted = document.querySelector(%q);
			window.clickWent = "nowhere";
			window.addEventListener("click", ({target}) => {
				const met = wanted.contains(target) || target.closest("label")?.control === wanted;
				window.clickWent = met ? "there" : target.outerHTML.slice(0, 100);
			}, {capture: true, once: true});
		}`, selector)))
		b.mouse(input.DispatchMouseEventTypeMousePressed, selector)
		b.mouse(input.DispatchMouseEventTypeMouseReleased, selector)
		went, err := tryEval[string](b, `window.clickWent ?? "there"`)
		if err != nil || went == "there" { // or another page is coming, or has come
			return
		}
		b.t.Logf("the click at %s went to %s", selector, went)
	}
	b.t.Fatalf("five clicks at %s went elsewhere\n%s", selector, b.describe())
}
