namespace Emulators.CosmosDb.Serving;

/// <summary>The folder of the server's certificate and keys. Only its owner can read it.</summary>
internal sealed class ServerFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    private ServerFolder(string path) => _path = path;

    /// <exception cref="IOException">The folder cannot be created.</exception>
    public static ServerFolder Open(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        return new(Path.GetFullPath(path));
    }

    public string PathOf(string name) => Path.Combine(_path, name);

    /// <returns>The file's text; null when there is no such file.</returns>
    public string? Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    /// <summary>Writes a whole file or nothing: the file gets its name only after its text is on the disk.</summary>
    public void Write(string name, string text)
    {
        var draft = PathOf(name) + ".draft";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, PathOf(name), overwrite: true);
    }
}
