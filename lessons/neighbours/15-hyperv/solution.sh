# At the administrator's desk.

# task: role
lab form open role
lab form pick 'Log in as Administrator' 'Server Manager' Manage 'Add Roles and Features' Next
lab form pick 'Role-based or feature-based installation' Next 'Select a server from the server pool'
lab form pick 'hyperv (Windows Server 2016)' Next Hyper-V Next Reboot

# task: let-go
lab form open powershell
lab form pick 'Run as administrator'
# swap ok: the policy counts when a device is dismounted
lab form ps 'bcdedit /set hypervisoriommupolicy enable'
lab form ps "\$instanceId = (Get-PnpDevice -PresentOnly).Where{ \$_.InstanceId -like '*VEN_1957*' } | select -expand InstanceId"
# swap ok: the location can be asked of a disabled device, too
lab form ps 'Disable-PnpDevice -Verbose -InstanceId $instanceId -Confirm:$false'
lab form ps '$locationPath = (Get-PnpDeviceProperty -KeyName DEVPKEY_Device_LocationPaths -InstanceId $instanceId).Data[0]'
# swap ok: a form can be opened while the card is with the server
lab form ps 'Dismount-VMHostAssignableDevice -LocationPath $locationPath -Force -Verbose'

# task: guest
lab form open new-vm
lab form pick 'Hyper-V Manager' 'Log in as Administrator' Action New 'Virtual Machine' Next ={{$vm}} Next
lab form pick 'Generation 2' Next '=4096 MB' Next Next 'Create a virtual hard disk' ={{$vm}}.vhdx default '=60 GB' Next
# swap ok: a name can be noted before the guest is there
lab form pick 'Install an operating system later' Next Finish

# task: twice
lab form ps "\$vmName = '{{$vm}}'"
# swap ok: the two lines are the same
lab form ps 'Add-VMAssignableDevice -VMName $vmName -LocationPath $locationPath -Verbose'
lab form ps 'Add-VMAssignableDevice -VMName $vmName -LocationPath $locationPath -Verbose'
lab form ps 'Start-VM -VMName $vmName'

# task: started
lab form ps 'Remove-VMAssignableDevice -Verbose -VMName $vmName'
# swap ok: settings and devices are independent of each other
lab form ps 'Add-VMAssignableDevice -VMName $vmName -LocationPath $locationPath -Verbose'
# swap ok: two settings, in any order
lab form ps 'Set-VM -VMName $vmName -AutomaticStopAction TurnOff'
lab form ps 'Set-VM -VMName $vmName -DynamicMemory -MemoryMinimumBytes 4096MB -MemoryMaximumBytes 16384MB -MemoryStartupBytes 4096MB'
lab form ps 'Start-VM -VMName $vmName'

# task: software
lab wait boot
lab on guest /opt/nfast/sbin/uninstall
lab on guest /mnt/secworld-14.1.1/unpack
lab on guest /opt/nfast/sbin/install
lab on guest enquiry

# task: undone
lab form ps 'Stop-VM -VMName $vmName'
# swap ok: a guest that is off holds nothing
lab form ps 'Remove-VMAssignableDevice -Verbose -VMName $vmName'
lab form ps 'Mount-VMHostAssignableDevice -Verbose -LocationPath $locationPath'
lab form ps 'Enable-PnpDevice -Confirm:$false -Verbose -InstanceId $instanceId'
