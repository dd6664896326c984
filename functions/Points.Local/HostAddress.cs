using System.Text;
using Points.Local.Hosting;

namespace Points.Local;

/// <summary>
/// The file in the data folder that holds the URL of the host, for commands that know only the folder.
/// </summary>
internal static class HostAddress
{
    /// <summary>Deletes the URL of an earlier host. Another host may listen there now.</summary>
    public static void Delete(DataFolder folder) => folder.Delete(OneMachineHost.AddressFile);

    public static void Write(DataFolder folder, Uri address) =>
        folder.Write(OneMachineHost.AddressFile, Encoding.ASCII.GetBytes(address.ToString()));
}
