using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Members;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Keys;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Tests.Sealing;

/// <summary>What was changed in the store outside of the app is found when it is read, and decides nothing.</summary>
[Collection(nameof(AlteredDocumentTests))]
public sealed class AlteredDocumentTests : IAsyncLifetime
{
    private static readonly SecretKey Key = new([.. Enumerable.Repeat((byte)1, SecretKey.Length)]),
        NewerKey = new([.. Enumerable.Repeat((byte)2, SecretKey.Length)]);

    private readonly CosmosFixture _cosmos = new();
    private readonly List<AlteredDocumentException> _reported = [];
    private TestShop _shop = null!;

    private Container Wallets => _cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        Seal(KeyVersions.From(Key));
        _shop = await TestShop.Open(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    public static TheoryData<string, string, JsonNode> WalletChanges() =>
        new()
        {
            { "wallet", "lots/0/points", 9_000 },
            { "wallet", "lots/0/issuedBy", "kiosk" },
            { "wallet", "facts/creditGrade", "A" },
            { "wallet", "facts/frozen", true },
            { "wallet", "sequence", 99 },
            { "wallet", "head", "forged" },
            { "wallet", "_mac", "AAAAAAAAAAAAAAAAAAAAAA" },
            { "wallet", "_factsMac", "AAAAAAAAAAAAAAAAAAAAAA" },
            { "wallet", "forged", true },
        };

    [Theory]
    [MemberData(nameof(WalletChanges))]
    public async Task Given_a_changed_wallet_Then_it_is_neither_read_nor_spent(string id, string path, JsonNode value)
    {
        var wallet = await _shop.EnrolWithPoints(500);
        await Alter(wallet.MemberId, $"{id}:{wallet.ProgrammeId}", path, value);

        await AssertAltered(() => _shop.Redeem(wallet, "mug"), $"{id}:{wallet.ProgrammeId}");
        await AssertAltered(() => _shop.Store.Find(wallet, CancellationToken.None), $"{id}:{wallet.ProgrammeId}");
    }

    [Fact]
    public async Task Given_a_changed_counter_of_a_limit_Then_the_wallet_is_not_spent()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        await _shop.Redeem(wallet, "box");
        await Change(wallet.MemberId, $"wallet:{wallet.ProgrammeId}", it => it["habits"] = new JsonObject());

        await AssertAltered(() => _shop.Redeem(wallet, "box"), $"wallet:{wallet.ProgrammeId}");
    }

    [Fact]
    public async Task Given_a_changed_order_Then_it_is_not_refunded()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        var order = await Find(wallet.MemberId, "order");
        await Alter(wallet.MemberId, order, "lines/0/amountFen", 1);

        await AssertAltered(() => _shop.Refund(wallet, $"fund-{wallet.MemberId}", "r-1", 1), order);
    }

    [Fact]
    public async Task Given_a_changed_redemption_Then_it_is_not_reversed()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        await _shop.Redeem(wallet, "mug");
        var redemption = await Find(wallet.MemberId, "redemption");
        await Alter(wallet.MemberId, redemption, "points", 5_000);

        await AssertAltered(() => _shop.Reverse(wallet, redemption), redemption);
    }

    [Fact]
    public async Task Given_a_changed_entry_Then_neither_a_list_nor_a_repeat_shows_it()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        await _shop.Earn(wallet, 7, "order-1", "key-1");
        var entry = (await _shop.Store.ListEntries(wallet, long.MaxValue, 1, CancellationToken.None))[0].EntryId;
        await Alter(wallet.MemberId, entry, "points", 7_000);

        await AssertAltered(() => _shop.Store.ListEntries(wallet, long.MaxValue, 1, CancellationToken.None), entry);
        await AssertAltered(() => _shop.Earn(wallet, 7, "order-1", "key-1"), entry);
    }

    [Fact]
    public async Task Given_the_documents_of_another_member_Then_they_are_not_accepted_in_their_place()
    {
        var (rich, poor) = (await _shop.EnrolWithPoints(5_000), await _shop.EnrolWithPoints(5));
        var id = $"wallet:{rich.ProgrammeId}";
        var stolen = await Read(rich.MemberId, id);
        await Change(
            poor.MemberId,
            id,
            it =>
            {
                foreach (var (name, value) in stolen)
                    it[name] = name == "memberId" ? poor.MemberId : value?.DeepClone();
            }
        );

        await AssertAltered(() => _shop.Redeem(poor, "mug"), id);
    }

    [Fact]
    public async Task Given_no_MAC_Then_a_document_counts_only_until_the_day_to_which_such_documents_are_accepted()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        await Change(wallet.MemberId, $"wallet:{wallet.ProgrammeId}", it => it.Remove("_mac"));

        await AssertAltered(() => _shop.Redeem(wallet, "mug"), $"wallet:{wallet.ProgrammeId}");

        Seal(KeyVersions.From(Key), acceptUnsealedUntil: DateTimeOffset.MaxValue);
        Assert.IsType<Outcome.Booked>(await _shop.Redeem(wallet, "mug"));
        Seal(KeyVersions.From(Key));
        Assert.IsType<Outcome.Booked>(await _shop.Redeem(wallet, "mug"));
    }

    [Fact]
    public async Task Given_a_newer_key_Then_what_an_older_one_sealed_counts_until_that_is_removed()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        Seal(KeyVersions.From(NewerKey, Key));
        Assert.IsType<Outcome.Booked>(await _shop.Redeem(wallet, "mug"));
        var redemption = await Find(wallet.MemberId, "redemption");

        Seal(KeyVersions.From(NewerKey));
        Assert.IsType<Outcome.Booked>(await _shop.Reverse(wallet, redemption));
        await Assert.ThrowsAsync<AlteredDocumentException>(() =>
            _shop.Refund(wallet, $"fund-{wallet.MemberId}", "r-1", 1)
        );
    }

    [Fact]
    public async Task Given_a_store_that_writes_spaces_and_texts_in_another_form_Then_the_document_counts()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        var id = $"wallet:{wallet.ProgrammeId}";
        var text = (await Read(wallet.MemberId, id)).ToJsonString(new() { WriteIndented = true });
        text = text.Replace("\"shop\"", "\"\\u0073hop\"", StringComparison.Ordinal);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var answer = await Wallets.ReplaceItemStreamAsync(
            body,
            id,
            new(wallet.MemberId),
            cancellationToken: TestContext.Current.CancellationToken
        );
        answer.EnsureSuccessStatusCode();

        Assert.IsType<Outcome.Booked>(await _shop.Redeem(wallet, "mug"));
    }

    [Fact]
    public async Task Given_a_profile_that_changes_Then_the_wallet_counts_with_the_new_facts()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        await new CosmosMemberStore(_cosmos.Client).Update(
            wallet.MemberId,
            it => it! with { CreditGrade = CreditGrade.B, BirthDate = new(1980, 1, 1) },
            CancellationToken.None
        );

        Assert.IsType<Outcome.Booked>(await _shop.Redeem(wallet, "mug"));
        Assert.Equal(CreditGrade.B, (await _shop.Store.Find(wallet, CancellationToken.None))!.Facts.CreditGrade);
    }

    private void Seal(KeyVersions keys, DateTimeOffset? acceptUnsealedUntil = null) =>
        _cosmos.Client.WithSeals(
            new(
                keys,
                TimeProvider.System,
                acceptUnsealedUntil,
                (altered, _) =>
                {
                    _reported.Add(altered);
                    return Task.CompletedTask;
                }
            )
        );

    private async Task AssertAltered(Func<Task> read, string document)
    {
        _reported.Clear();
        var altered = await Assert.ThrowsAsync<AlteredDocumentException>(read);
        Assert.Equal(document, altered.DocumentId);
        Assert.Equal([document], _reported.Select(it => it.DocumentId));
    }

    private async Task<string> Find(string memberId, string type)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", type);
        var found = Wallets.GetItemQueryIterator<JsonElement>(
            query,
            requestOptions: new() { PartitionKey = new(memberId) }
        );
        return (await found.ReadNextAsync()).First().GetProperty("id").GetString()!;
    }

    private Task Alter(string memberId, string id, string path, JsonNode value) =>
        Change(
            memberId,
            id,
            document =>
            {
                JsonNode at = document;
                var names = path.Split('/');
                foreach (var name in names[..^1])
                    at = int.TryParse(name, CultureInfo.InvariantCulture, out var index) ? at[index]! : at[name]!;
                at[names[^1]] = value.DeepClone();
            }
        );

    private async Task Change(string memberId, string id, Action<JsonObject> change)
    {
        var document = await Read(memberId, id);
        change(document);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(document.ToJsonString()));
        using var answer = await Wallets.ReplaceItemStreamAsync(body, id, new(memberId));
        answer.EnsureSuccessStatusCode();
    }

    private async Task<JsonObject> Read(string memberId, string id)
    {
        using var stored = await Wallets.ReadItemStreamAsync(id, new(memberId));
        return JsonNode.Parse(stored.EnsureSuccessStatusCode().Content)!.AsObject();
    }
}
