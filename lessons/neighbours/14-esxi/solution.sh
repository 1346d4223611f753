# At the administrator's desk.

# task: vcenter
lab form open vcenter
lab form pick 'Log on as administrator' 'Start ESXi host' 'vCenter Simple Install' 'Install vSphere Web Client'

# task: marked
lab form open passthrough
lab form pick =172.23.128.16 =root =secret Login Configuration 'Advanced Settings' 'Configure Passthrough' Edit
lab form pick '02:00.0 Freescale Semiconductor Inc <class> Power PC' OK

# task: primary
lab form open new-vm
lab form pick File New 'Virtual Machine' 'Typical Configuration' Next ={{$primary}} Next datastore1 Linux 64-bit Next
lab form pick 1 'VM Network' 'VMXNET 3' yes Next datastore1 '=50 GB' 'Thick Provisioned Lazy Zeroed' Next
lab form pick 'Edit the virtual machine settings before completion' Continue Add PCID Next
lab form pick '02:00.0 Freescale Semiconductor Inc <class> Power PC' Next Finish

# task: seen
lab form start {{$primary}}
lab wait boot
# swap ok: a form can be opened before somebody asks in the guest
lab on guest enquiry

# task: only-one
lab form open new-vm
lab form pick File New 'Virtual Machine' 'Typical Configuration' Next ={{$secondary}} Next datastore1 Linux 64-bit Next
lab form pick 1 'VM Network' 'VMXNET 3' yes Next datastore1 '=50 GB' 'Thick Provisioned Lazy Zeroed' Next
lab form pick 'Edit the virtual machine settings before completion' Continue Add PCID Next
lab form pick '02:00.0 Freescale Semiconductor Inc <class> Power PC' Next Finish

# task: same-network
lab form open new-vm
lab form pick File New 'Virtual Machine' 'Typical Configuration' Next ={{$secondary}} Next datastore1 Linux 64-bit Next
lab form pick 1 'Management Network' 'VMXNET 3' yes Next datastore1 '=50 GB' 'Thick Provisioned Lazy Zeroed' Next
lab form pick 'Finish without changes' Finish

# task: secondary
lab form open new-vm
lab form pick File New 'Virtual Machine' 'Typical Configuration' Next ={{$secondary}} Next datastore1 Linux 64-bit Next
lab form pick 1 'VM Network' 'VMXNET 3' yes Next datastore1 '=50 GB' 'Thick Provisioned Lazy Zeroed' Next
lab form pick 'Finish without changes' Finish
lab form start {{$secondary}}
