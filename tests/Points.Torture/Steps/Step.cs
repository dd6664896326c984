using System.Globalization;
using System.Text.Json.Nodes;
using Points.Torture.Instances;
using Points.Torture.Requests;

namespace Points.Torture.Steps;

/// <summary>
/// One step of a worker. What it does and the numbers it uses follow from the seed; what it names is what exists then.
/// </summary>
/// <param name="Name">Unique, and the same in every run of the seed.</param>
internal sealed record Step(string Name, Random Dice, World World, Cluster Cluster, Client Client, Journal Journal)
{
    public DateTimeOffset Now => Cluster.Cloud.Clock.GetUtcNow();

    /// <summary>The probability of doing something is one in so many.</summary>
    public bool OneIn(int count) => Dice.Next(count) == 0;

    public string AnyMember() => World.AnyMember(Dice);

    public string AnyProgramme() => World.Programmes[Dice.Next(World.Programmes.Length)];

    public static string Text(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Posts a request that may change a ledger.</summary>
    public Task<Answer?> Post(
        string kind,
        string path,
        Caller by,
        JsonObject body,
        string memberId,
        string programmeId,
        string? key = null
    ) =>
        Client.Send(
            new(kind, HttpMethod.Post, path, by, body)
            {
                Key = key ?? Name,
                MemberId = memberId,
                ProgrammeId = programmeId,
            },
            Dice
        );

    /// <summary>Sends a request that changes no ledger.</summary>
    public Task<Answer?> Send(string kind, HttpMethod method, string path, Caller by, JsonObject? body = null) =>
        Client.Send(new(kind, method, path, by, body), Dice);

    /// <summary>Asks for something as one operator, and approves it as another if that is needed.</summary>
    public async Task AskAndApprove(string kind, string path, JsonObject body)
    {
        var answer = await Send(kind, HttpMethod.Post, path, Caller.Operator, body);
        if (answer?.Body["approvalId"] is { } approval)
            await Send("approval", HttpMethod.Post, $"approvals/{approval}/approve", Caller.SecondOperator);
    }
}
