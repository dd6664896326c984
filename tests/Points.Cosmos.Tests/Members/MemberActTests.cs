using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Programmes;
using Points.Domain.Actors;
using Points.Domain.Enrolling;
using Points.Domain.Families;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Members;

/// <summary>Whoever changes a profile leaves an act beside it, and their name beside the act.</summary>
public sealed class MemberActTests(CosmosFixture cosmos)
{
    private readonly CosmosMemberStore _members = new(cosmos.Client);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Freezing_and_unfreezing_keep_who_did_it_and_why()
    {
        var id = (await Sample.EnrolMember(cosmos)).MemberId;

        await new FreezeHandler(_members).Handle(new(id, "stolen phone"), Sample.Operator, Sample.Noon, Ct);
        await new UnfreezeHandler(_members).Handle(new(id, "found again"), Sample.Operator, Sample.Noon, Ct);

        var acts = await ListActs(id);
        Assert.Equal(["Frozen stolen phone", "Unfrozen found again"], acts.Select(it => $"{it.Kind} {it.Reason}"));
        Assert.All(acts, it => Assert.Equal(("Operator", "console", "ops-1"), (it.Role, it.Client, it.Subject)));
        Assert.All(acts, it => Assert.Equal($"key-of-{id}", it.LedgerKey));
    }

    [Fact]
    public async Task An_enrolment_names_the_fields_and_not_their_values()
    {
        var id = $"m-{Guid.NewGuid():N}";
        var enrol = new ChangeProfileHandler(
            _members,
            new CosmosLedgerKeys(cosmos.Client),
            new CosmosProgrammes(cosmos.Client, TimeProvider.System),
            new LookupShop(cosmos).Profiles
        );

        await enrol.Handle(
            new(id, new() { IdentityVerified = true, Phone = "+8613800000000" }, ConsentGiver.Operator)
            {
                MayEnrol = true,
            },
            Sample.Operator,
            Sample.Noon,
            Ct
        );

        var act = Assert.Single(await ListActs(id));
        Assert.Equal("Enrolled", act.Kind);
        Assert.DoesNotContain("+8613800000000", act.Json, StringComparison.Ordinal);
        Assert.Contains("phone", act.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_changes_their_own_profile_needs_no_name_beside_the_act()
    {
        var id = (await Sample.EnrolMember(cosmos)).MemberId;
        var change = new ChangeProfileHandler(
            _members,
            new CosmosLedgerKeys(cosmos.Client),
            new CosmosProgrammes(cosmos.Client, TimeProvider.System),
            new LookupShop(cosmos).Profiles
        );

        await change.Handle(
            new(id, new() { Locale = "en" }, ConsentGiver.Member),
            new(ActorRole.Member, null, id),
            Sample.Noon,
            Ct
        );

        var act = Assert.Single(await ListActs(id));
        Assert.Equal(("ProfileChanged", "Member", null), (act.Kind, act.Role, act.Subject));
    }

    [Fact]
    public async Task Joining_and_leaving_a_family_are_acts_of_each_member()
    {
        var (first, second) = (
            (await Sample.EnrolMember(cosmos)).MemberId,
            (await Sample.EnrolMember(cosmos)).MemberId
        );
        var (register, family) = (new RegisterFamilyHandler(_members), $"f-{Guid.NewGuid():N}");

        await register.Handle(new(family, [first, second]), Sample.Operator, Sample.Noon, Ct);
        await register.Handle(new(family, [first]), Sample.Operator, Sample.Noon, Ct);

        Assert.Equal(["FamilyJoined"], (await ListActs(first)).Select(it => it.Kind));
        Assert.Equal(["FamilyJoined", "FamilyLeft"], (await ListActs(second)).Select(it => it.Kind));
    }

    /// <summary>Lists a member's acts in the order of their names, with the subject beside each.</summary>
    private async Task<IReadOnlyList<StoredAct>> ListActs(string memberId)
    {
        var documents = new List<JsonElement>();
        using var pages = cosmos
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .GetItemQueryStreamIterator("SELECT * FROM c", requestOptions: new() { PartitionKey = new(memberId) });
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync(Ct);
            documents.AddRange(
                JsonDocument.Parse(page.Content).RootElement.Clone().GetProperty("Documents").EnumerateArray()
            );
        }
        string? SubjectOf(string id) =>
            documents.Where(it => Text(it, "id") == $"by-{id}").Select(it => Text(it, "subject")).SingleOrDefault();
        return
        [
            .. documents
                .Where(it => Text(it, "type") == "act")
                .Select(it => new StoredAct(
                    Text(it, "kind")!,
                    Text(it, "by")!,
                    Text(it, "client"),
                    SubjectOf(Text(it, "id")!),
                    Text(it, "reason"),
                    Text(it, "ledgerKey")!,
                    it.GetRawText()
                ))
                .OrderBy(it => it.Kind, StringComparer.Ordinal),
        ];
    }

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed record StoredAct(
        string Kind,
        string Role,
        string? Client,
        string? Subject,
        string? Reason,
        string LedgerKey,
        string Json
    );
}
