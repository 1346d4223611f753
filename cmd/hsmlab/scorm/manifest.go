package scorm

import (
	"bytes"
	"encoding/xml"

	"hsmlab/lessons"
)

// The elements of imsmanifest.xml, IMS Content Packaging 1.1.2 with ADL's attributes. Their order is that of the schema.
type (
	manifest struct {
		XMLName       xml.Name      `xml:"manifest"`
		Identifier    string        `xml:"identifier,attr"`
		Version       string        `xml:"version,attr"`
		Space         string        `xml:"xmlns,attr"`
		ADL           string        `xml:"xmlns:adlcp,attr"`
		Schema        string        `xml:"metadata>schema"`
		SchemaVersion string        `xml:"metadata>schemaversion"`
		Organizations organizations `xml:"organizations"`
		Resources     []resource    `xml:"resources>resource"`
	}
	organizations struct {
		Default string       `xml:"default,attr"`
		List    organization `xml:"organization"`
	}
	organization struct {
		Identifier string `xml:"identifier,attr"`
		Title      string `xml:"title"`
		Item       item   `xml:"item"`
	}
	item struct {
		Identifier string `xml:"identifier,attr"`
		Resource   string `xml:"identifierref,attr"`
		Visible    bool   `xml:"isvisible,attr"`
		Title      string `xml:"title"`
	}
	resource struct {
		Identifier string `xml:"identifier,attr"`
		Type       string `xml:"type,attr"`
		SCORMType  string `xml:"adlcp:scormtype,attr"`
		Href       string `xml:"href,attr"`
		Files      []file `xml:"file"`
	}
	file struct {
		Href string `xml:"href,attr"`
	}
)

// manifestOf describes a package with these files.
func manifestOf(l *lessons.Lesson, names []string) ([]byte, error) {
	sco := resource{Identifier: "sco", Type: "webcontent", SCORMType: "sco", Href: launch(l)}
	for _, name := range names {
		sco.Files = append(sco.Files, file{name})
	}
	m := manifest{
		Identifier: "hsmlab-" + l.ID, Version: "1.0",
		Space:  "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
		ADL:    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
		Schema: "ADL SCORM", SchemaVersion: "1.2",
		Organizations: organizations{Default: "course", List: organization{
			Identifier: "course", Title: l.Title,
			Item: item{Identifier: "lesson", Resource: "sco", Visible: true, Title: l.Title},
		}},
		Resources: []resource{sco},
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
