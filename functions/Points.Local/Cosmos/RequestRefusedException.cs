namespace Points.Local.Cosmos;

/// <summary>A request refused before it touched anything: an HTTP status, Cosmos's sub-status and one sentence.</summary>
internal sealed class RequestRefusedException(int status, string message, int subStatus = 0) : Exception(message)
{
    public int Status { get; } = status;

    public int SubStatus { get; } = subStatus;
}
