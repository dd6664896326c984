namespace Points.Cli.Tests.Hosts;

/// <summary>A data folder with the lock and the URL of a host, while it is not disposed.</summary>
internal sealed class UsedDataFolder : IDisposable
{
    private readonly FileStream _lock;

    /// <param name="address">What the host wrote as its URL; null before it listens.</param>
    public UsedDataFolder(string path, string? address)
    {
        Directory.CreateDirectory(path);
        _lock = new(System.IO.Path.Combine(path, "host.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Path = path;
        if (address is not null)
            File.WriteAllText(System.IO.Path.Combine(path, "address"), address);
    }

    public string Path { get; }

    public void Dispose() => _lock.Dispose();
}
