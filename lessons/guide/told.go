package guide

// toldHere are behaviours that the list does not mark as told, and that leave nothing to simulate all the same, with
// the reason. The list itself is frozen.
var toldHere = map[string]string{
	"G-4.1.3.1-5":  "a Windows path; the hosts of the lab run Linux (D-141), where the same command is shown",
	"G-4.18.1-1":   "an arrangement of hardservers that the guide only sketches; the steps that it gives for Hyper-V pass the card to a guest, which is shown",
	"G-4.9.4.3-2":  "advice to use Remote Administration instead, which is a choice of people; what Remote Operator does is shown",
	"G-4.10.1.5-1": "advice: by D-72 hsmadmin reset runs whatever the tenants do, and what it then does to them is shown",
}
