namespace Points.Cli.Hosts;

/// <summary>Finds the URL of the one-machine host that uses a data folder.</summary>
internal static class HostAddress
{
    /// <exception cref="CommandException">No host uses the folder, or it holds no URL of this machine.</exception>
    public static Uri Read(string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(dataFolder))
            throw new CommandException("The data folder must have a name.");
        if (!Directory.Exists(dataFolder))
            throw new CommandException(
                File.Exists(dataFolder)
                    ? $"{dataFolder} is a file and not the data folder of a host."
                    : $"There is no data folder {dataFolder}."
            );
        try
        {
            // A killed host leaves its URL behind, and a host with other data may listen there now.
            if (!IsInUse(Path.Combine(dataFolder, OneMachineHost.LockFile)))
                throw new CommandException($"No host uses the data folder {dataFolder}: start one with it first.");
            var file = Path.Combine(dataFolder, OneMachineHost.AddressFile);
            if (!File.Exists(file))
                throw new CommandException(
                    $"The host of the data folder {dataFolder} is not ready: run the same command again in a moment."
                );
            return Uri.TryCreate(File.ReadAllText(file), UriKind.Absolute, out var address) && address.IsLoopback
                ? address
                : throw new CommandException($"{file} does not hold the URL of a host on this machine.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The data folder {dataFolder} cannot be read: {fault.Message}", fault);
        }
    }

    private static bool IsInUse(string lockFile)
    {
        if (!File.Exists(lockFile))
            return false;
        try
        {
            using var free = new FileStream(lockFile, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException fault) when (FileLock.IsHeld(fault))
        {
            return true;
        }
    }
}
