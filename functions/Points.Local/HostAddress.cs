using System.Text;
using Points.Local.Hosting;

namespace Points.Local;

/// <summary>
/// The file in the data folder that holds the URL of the host, for commands that know only the folder.
/// </summary>
internal static class HostAddress
{
    public static void Write(DataFolder folder, Uri address) =>
        folder.Write(OneMachineHost.AddressFile, Encoding.ASCII.GetBytes(address.ToString()));
}
