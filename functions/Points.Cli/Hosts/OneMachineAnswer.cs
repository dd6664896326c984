using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>A final answer of a path that only one-machine hosts have.</summary>
internal sealed record OneMachineAnswer(HostConnection Host, HttpStatusCode Status, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <exception cref="CommandException">No host of Points gives this answer.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => (IsSuccess ? Parse(type) : default) ?? throw Unexpected();

    /// <exception cref="CommandException">It is no problem document.</exception>
    public Problem ReadProblem() =>
        Parse(OneMachineJson.Default.Problem) is { Code: not null } problem ? problem : throw Unexpected();

    public CommandException Unexpected() => Host.UnexpectedAnswer((int)Status);

    private T? Parse<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
