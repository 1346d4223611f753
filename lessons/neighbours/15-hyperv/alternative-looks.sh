# With all the looks, and some of the refusals that belong to it.

# task: role
lab form open role
lab form pick 'Log in as Administrator' 'Server Manager' Manage 'Add Roles and Features' Next
lab form pick 'Role-based or feature-based installation' Next 'Select a server from the server pool'
lab form pick 'hyperv (Windows Server 2016)' Next Hyper-V Next Reboot

# task: let-go
lab form open powershell
lab form pick 'Run as administrator'
lab form ps 'bcdedit /set hypervisoriommpolicy enable'
lab form ps 'bcdedit /set hypervisoriommupolicy enable'
lab form ps 'Get-VMHostAssignableDevice'
lab form ps "\$instanceId = (Get-PnpDevice -PresentOnly).Where{ \$_.InstanceId -like '*VEN_1957*' } | select -expand InstanceId"
lab form ps 'Disable-PnpDevice -Verbose -InstanceId $instanceId -Confirm:$false'
lab form ps '$locationPath = (Get-PnpDeviceProperty -KeyName DEVPKEY_Device_LocationPaths -InstanceId $instanceId).Data[0]'
lab form ps 'Dismount-VMHostAssignableDevice -LocationPath $locationPath -Force -Verbose'
lab form ps 'Get-VMHostAssignableDevice'

# task: guest
lab form open new-vm
lab form pick 'Hyper-V Manager' 'Log in as Administrator' Action New 'Virtual Machine' Next ={{$vm}} Next
lab form pick 'Generation 2' Next '=4096 MB' Next Next 'Create a virtual hard disk' ={{$vm}}.vhdx default '=60 GB' Next
lab form pick 'Install an operating system later' Next Finish

# task: twice
lab form ps "\$vmName = '{{$vm}}'"
lab form ps 'Add-VMAssignableDevice -VMName $vmName -LocationPath $locationPath -Verbose'
lab form ps 'Add-VMAssignableDevice -VMName $vmName -LocationPath $locationPath -Verbose'
lab form ps 'Get-VMAssignableDevice -VMName $vmName'
lab form ps 'Start-VM -VMName $vmName'

# task: started
lab form ps 'Remove-VMAssignableDevice -Verbose -VMName $vmName'
lab form ps 'Add-VMAssignableDevice -VMName $vmName -LocationPath $locationPath -Verbose'
lab form ps 'Start-VM -VMName $vmName'
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
lab form ps 'Mount-VMHostAssignableDevice -Verbose -LocationPath $locationPath'
lab form ps 'Stop-VM -VMName $vmName'
lab form ps 'Remove-VMAssignableDevice -Verbose -VMName $vmName'
lab form ps 'Mount-VMHostAssignableDevice -Verbose -LocationPath $locationPath'
lab form ps 'Enable-PnpDevice -Confirm:$false -Verbose -InstanceId $instanceId'
