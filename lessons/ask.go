package lessons

// Asker puts single questions of a bound lesson to a lab as it stands, apart from any attempt.
type Asker struct {
	lesson *Lesson
	view   *view
}

// ErrEndless is why a jq program was ended: it ran for too long.
var ErrEndless = errEndless

// Ask begins to ask a lab, whose snapshot is taken once.
func (l *Lesson) Ask(lab Source) *Asker {
	return &Asker{lesson: l, view: &view{source: lab, translator: &translator{}}}
}

// Values are the first values that a jq program yields, two at most: every question of a lesson wants one. The error says
// why it fails; it is ErrEndless when it was ended.
func (a *Asker) Values(text string) ([]any, error) {
	q, err := a.lesson.compile(text)
	if err != nil || q == nil {
		return nil, err
	}
	var values []any
	iter := q.code.RunWithContext(&fuel{left: maxJQSteps}, a.view.json(), q.inputs...)
	for len(values) < 2 {
		v, ok := iter.Next()
		if !ok {
			break
		}
		if err, bad := v.(error); bad {
			return values, err
		}
		values = append(values, v)
	}
	return values, nil
}
