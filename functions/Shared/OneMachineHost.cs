namespace Points.Shared;

/// <summary>What the one-machine host and the programs that call it agree on.</summary>
internal static class OneMachineHost
{
    public const int DefaultPort = 7071;

    /// <summary>The file in the data folder that a running host locks.</summary>
    public const string LockFile = "host.lock";

    /// <summary>The file in the data folder that holds the URL of the host.</summary>
    public const string AddressFile = "address";

    /// <summary>The path prefix of all functions, as in Azure.</summary>
    public const string ApiPrefix = "api";
}
