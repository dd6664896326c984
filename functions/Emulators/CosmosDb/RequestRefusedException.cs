namespace Emulators.CosmosDb;

/// <summary>A request is refused; it has changed nothing.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">Why, in one sentence.</param>
/// <param name="subStatus">The sub-status of Cosmos; 0 for none.</param>
internal sealed class RequestRefusedException(int status, string message, int subStatus = 0) : Exception(message)
{
    public int Status { get; } = status;

    public int SubStatus { get; } = subStatus;
}
