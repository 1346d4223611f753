package vcm

import "fmt"

// What the applications of a tenant do with a VCM. The lab sets it; nothing here happens by itself.

// DiskQuotaKB is how much a VCM may store, in kilobytes; a VCM that stores more is stopped for good (guide
// 3.1.3.5.1).
const DiskQuotaKB = 16 << 10

// use is what the tenant's applications take of a VCM.
type use struct {
	heapKB    int // memory beyond that of an idle VCM
	cpu       int // percent
	overQuota bool
}

// CPU is how much of its share of the processors the tenant's applications use, in percent; 0 when the VCM does
// not run.
func (v *VCM) CPU() int { return v.use.cpu }

// OverQuota reports whether the VCM was stopped because it stored too much: it can only be deleted.
func (v *VCM) OverQuota() bool { return v.use.overQuota }

// SetCPU lets the tenant's applications use the given part of the VCM's share, 0 to 100 percent. A VCM that does
// not run stays at 0.
func (v *VCM) SetCPU(percent int) {
	if v.Active() {
		v.change()
		v.use.cpu = min(max(percent, 0), 100)
	}
}

// SetMemory lets the tenant's applications take memory until the VCM uses kb kilobytes. It never uses less than
// an idle one, and none when it does not run.
func (v *VCM) SetMemory(kb int) {
	if v.Active() {
		v.change()
		v.use.heapKB = max(kb-ActiveMemKB, 0)
	}
}

// SetDisk lets the tenant's applications store until the VCM holds kb kilobytes, or delete again what they
// stored. It reports whether that exceeds the quota; the caller stops the VCM then.
func (v *VCM) SetDisk(kb int) (exceeded bool) {
	if !v.Active() {
		return false
	}
	v.change()
	v.DiskKB = max(kb, v.ownDiskKB())
	v.use.overQuota = v.DiskKB > DiskQuotaKB
	return v.use.overQuota
}

// ownDiskKB is what the VCM stores by itself.
func (v *VCM) ownDiskKB() int {
	if v.World() == "" {
		return IdleDiskKB
	}
	return IdleDiskKB + WorldDiskKB
}

// change announces that what the VCM uses is about to change.
func (v *VCM) change() {
	if v.Changing != nil {
		v.Changing()
	}
}

// Megabytes writes kilobytes as megabytes of 1,024 KB with one decimal, rounded up: what is above the quota must
// not look as if it were not.
func Megabytes(kb int) string { return tenths(kb, 1<<10) + " MB" }

// Gigabytes writes them as gigabytes of 1,024 MB, in the same way.
func Gigabytes(kb int) string { return tenths(kb, 1<<20) + " GB" }

func tenths(kb, unit int) string {
	n := (kb*10 + unit - 1) / unit
	return fmt.Sprintf("%d.%d", n/10, n%10)
}
