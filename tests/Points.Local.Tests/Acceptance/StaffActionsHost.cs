using System.Net;
using System.Text.Json.Nodes;
using Points.Domain.Auditing;

namespace Points.Local.Tests.Acceptance;

/// <summary>A host in March 2027 on which staff do things, each as a person of their own.</summary>
public abstract class StaffActionsHost : IAsyncLifetime
{
    private protected const string Alliance = AllianceHost.Alliance,
        March = AllianceHost.March;

    private readonly List<(string Kind, string Role, string Person)> _done = [];

    private protected AllianceHost Host { get; private set; } = null!;

    private protected Api Api => Host.Api;

    /// <summary>What was done with <see cref="Do"/>.</summary>
    private protected IReadOnlyList<(string Kind, string Role, string Person)> Done => _done;

    public async ValueTask InitializeAsync() => Host = await AllianceHost.Start();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does something as a person who does nothing else.</summary>
    private protected async Task<Reply> Do(
        string kind,
        string method,
        string path,
        JsonNode? body = null,
        string role = "operator"
    )
    {
        var person = $"{role}-{_done.Count}";
        var reply = await Api.Send(
            new(method),
            $"/api/{path}",
            await Api.CreateToken(person, role),
            body,
            Guid.NewGuid().ToString()
        );
        Assert.True(reply.Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous, $"{kind}: {reply.Raw}");
        _done.Add((kind, role, person));
        return reply;
    }

    /// <summary>Asks for something as one person, and approves it as another.</summary>
    private protected async Task Approve(string kind, string method, string path, JsonNode? body, string role)
    {
        var asked = await Do("approval-requested", method, path, body, role);
        var (_, _, person) = _done[^1];
        await Do("approval-given", "POST", $"approvals/{asked.Text("approvalId")}/approve", Note("yes"));
        _done.Add((kind, role, person));
    }

    private protected static JsonObject Note(string words) => new() { ["note"] = words };

    /// <summary>The whole journal, newest first, once it has everything that was done.</summary>
    private protected async Task<List<JsonObject>> Journal(string query = "limit=200")
    {
        await Api.RunJob("LedgerRelay");
        var (items, cursor) = (new List<JsonObject>(), "");
        while (true)
        {
            var page = (
                await Api.Send(HttpMethod.Get, $"/api/audit/actions?{query}{cursor}", await Api.AuditorToken())
            ).Expect(HttpStatusCode.OK);
            items.AddRange(page.Body["items"]!.AsArray().Select(it => it!.AsObject()));
            if (page.Body["next"] is null)
                return items;
            cursor = $"&cursor={page.Text("next")}";
        }
    }

    /// <summary>Checks that the numbers of each chain have no gap, and that each head is anchored.</summary>
    private protected void CheckChains(IReadOnlyList<JsonObject> items)
    {
        foreach (var chain in items.GroupBy(it => (string)it["chain"]!))
        {
            var ordered = chain.OrderBy(it => (long)it["number"]!).ToArray();
            Assert.Equal(Enumerable.Range(1, ordered.Length), ordered.Select(it => (int)it["number"]!));
            var newest = new JournalAnchor(chain.Key, ordered.Length, (string)ordered[^1]["hash"]!);
            Assert.True(File.Exists(Path.Combine(Host.DataFolder, "archive", newest.FileName)), newest.FileName);
        }
    }
}
