using System.Net;
using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>
/// Calls the API of a host on behalf of one caller. A refusal is an answer; what else goes wrong ends the command.
/// </summary>
/// <param name="tokensOf">The tokens for requests of a merchant, by its id.</param>
internal sealed class HostClient(HostConnection host, ITokenSource tokens, Func<string, ITokenSource> tokensOf)
    : IDisposable
{
    private readonly PointsClient _api = new(host.CreateClient(tokens));

    /// <summary>What the host offers only if it is a one-machine host.</summary>
    public OneMachinePaths Local { get; } = new(host);

    /// <summary>Approves what this client asks for, on a one-machine host; null on others.</summary>
    public HostClient? SecondOperator { get; init; }

    /// <summary>A client of the same host that acts for a merchant. It shares this client's connection.</summary>
    public HostClient ForMerchant(string merchantId) => new(host, tokensOf(merchantId), tokensOf);

    /// <summary>Calls an operation of the API, with retries, until its answer is final.</summary>
    /// <exception cref="CommandException">There is no answer, or none that a host of Points gives.</exception>
    public async Task<HostAnswer<T>> Ask<T>(Func<PointsClient, Task<PointsResponse<T>>> operation)
    {
        try
        {
            return new(await operation(_api), Refusal: null);
        }
        catch (PointsException<Problem> refused) when (IsRefusal(refused.StatusCode))
        {
            return new(Accepted: null, refused.Result);
        }
        catch (PointsException fault)
        {
            throw host.UnexpectedAnswer(fault.StatusCode, fault);
        }
        catch (HttpRequestException fault)
        {
            throw host.DoesNotAnswer(fault);
        }
    }

    public void Dispose() => host.Dispose();

    private static bool IsRefusal(int status) =>
        status != (int)HttpStatusCode.Unauthorized && !HostConnection.IsTemporary(status);
}
