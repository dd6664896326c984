using System.Text;
using Points.Local.Hosting;

namespace Points.Local;

/// <summary>
/// The file <c>address</c> in the data folder. It holds the URL of the host, for commands that know only the folder.
/// </summary>
internal static class HostAddress
{
    private const string FileName = "address";

    public static void Write(DataFolder folder, Uri address) =>
        folder.Write(FileName, Encoding.ASCII.GetBytes(address.ToString()));

    /// <summary>
    /// Reads the URL of the host that uses a data folder, or the default URL if no host has used it yet.
    /// </summary>
    /// <exception cref="CannotStartException">The folder has no name, or the file cannot be read.</exception>
    public static Uri Read(string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(dataFolder))
            throw new CannotStartException("The data folder must have a name.");
        var file = Path.Combine(dataFolder, FileName);
        try
        {
            return Uri.TryCreate(File.Exists(file) ? File.ReadAllText(file) : "", UriKind.Absolute, out var address)
                ? address
                : new Uri($"http://127.0.0.1:{LocalHostOptions.DefaultPort}/");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"{file} cannot be read: {fault.Message}", fault);
        }
    }
}
