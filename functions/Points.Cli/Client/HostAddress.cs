namespace Points.Cli.Client;

/// <summary>Finds the URL of the one-machine host that uses a data folder.</summary>
internal static class HostAddress
{
    /// <exception cref="CommandException">The folder holds no URL of a host on this machine.</exception>
    public static Uri Read(string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(dataFolder))
            throw new CommandException("The data folder must have a name.");
        var file = Path.Combine(dataFolder, OneMachineHost.AddressFile);
        try
        {
            if (!File.Exists(file))
                throw new CommandException($"No host has used the data folder {dataFolder}: start one with it first.");
            return Uri.TryCreate(File.ReadAllText(file), UriKind.Absolute, out var address) && address.IsLoopback
                ? address
                : throw new CommandException($"{file} does not hold the URL of a host on this machine.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read: {fault.Message}", fault);
        }
    }
}
