using Points.Cosmos.Documents;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Members;

/// <summary>The key of look-ups changes while members are found and enrol.</summary>
[Collection(nameof(LookupIndexTests))]
public sealed class LookupIndexTests : IAsyncLifetime
{
    private const int Members = 250;

    private readonly CosmosFixture _cosmos = new();
    private DateTimeOffset _now = Sample.Noon;
    private LookupShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = new(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Members_who_enrolled_without_look_ups_are_found_after_the_first_run()
    {
        await Enrol(withLookups: false);
        Assert.Empty(await _shop.FindByPhone(PhoneOf(7)));

        await FinishStage();

        await ExpectAllFound();
        Assert.Equal(LookupIndexStage.Done, (await State()).Stage);
        Assert.Equal(0, await _shop.Reindex(_now));
    }

    [Fact]
    public async Task Members_are_found_in_every_stage_of_a_change_of_the_key_and_the_old_look_ups_are_deleted()
    {
        await Enrol(withLookups: true);
        await FinishStage();
        var old = Assert.Single(await _shop.ListIds(PhoneOf(7)));

        await Rotate();
        await ExpectAllFound();
        Assert.Equal(0, await _shop.Reindex(_now)); // Other instances do not know the new key yet.
        await FinishStage();
        await ExpectAllFound();
        Assert.Equal(LookupIndexStage.Dropping, (await State()).Stage);
        Assert.True(await IsStored(old));
        await FinishStage();

        await ExpectAllFound();
        Assert.Equal((2, LookupIndexStage.Done), ((await State()).KeyVersion, (await State()).Stage));
        Assert.False(await IsStored(old));
        Assert.NotEqual(old, Assert.Single(await _shop.ListIds(PhoneOf(7))));
    }

    [Fact]
    public async Task Who_enrols_or_changes_while_the_key_changes_is_found_afterwards()
    {
        await Enrol(withLookups: true);
        await FinishStage();
        await Rotate();
        await _shop.Save("late", new() { IdentityVerified = true, Phone = "13700137000" });
        await FinishStage();
        await _shop.Save("later", new() { IdentityVerified = true, Phone = "13700137001" });
        await _shop.Save("m-7", new() { Phone = "13700137002" });
        await FinishStage();

        Assert.Equal(["late"], await _shop.FindByPhone("13700137000"));
        Assert.Equal(["later"], await _shop.FindByPhone("13700137001"));
        Assert.Equal(["m-7"], await _shop.FindByPhone("13700137002"));
        Assert.Empty(await _shop.FindByPhone(PhoneOf(7)));
    }

    [Fact]
    public async Task A_number_verified_before_the_change_stays_one_members()
    {
        var bySms = new AddressVerification(VerificationMethod.SmsCode, Sample.Noon);
        await _shop.Save(
            "ming",
            new()
            {
                IdentityVerified = true,
                Phone = PhoneOf(1),
                PhoneVerified = bySms,
            }
        );
        await FinishStage();
        foreach (var move in (Func<Task>[])[Rotate, FinishStage, FinishStage])
        {
            await move();
            Assert.IsType<ProfileOutcome.Refused>(
                await _shop.Change("lan", new() { IdentityVerified = true, Phone = PhoneOf(1) })
            );
        }
    }

    [Fact]
    public async Task A_run_that_stops_half_way_or_fails_at_a_member_is_finished_by_later_runs()
    {
        await Enrol(withLookups: false);
        await _shop.Reindex(_now);
        _now += LookupIndexState.KnownAfter;
        using var stopped = new CancellationTokenSource();
        stopped.CancelAfter(TimeSpan.FromMilliseconds(50));
        await _shop.ReindexUntil(_now, stopped.Token);
        var faults = _cosmos.FaultsOrSkip();
        faults.InjectRandomly(
            0.05,
            seed: 3,
            Emulators.CosmosDb.InjectedFault.Unavailable,
            (container, _) => container == CosmosContainers.Lookups
        );
        for (var run = 0; run < 3; run++)
            await Record.ExceptionAsync(() => _shop.Reindex(_now));
        faults.Clear();

        for (var run = 0; run < 3; run++)
            await new LookupShop(_cosmos).Reindex(_now);

        await ExpectAllFound();
        Assert.Equal(LookupIndexStage.Done, (await State()).Stage);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string PhoneOf(int number) => $"+86138{number:00000000}";

    private async Task Enrol(bool withLookups)
    {
        foreach (var i in Enumerable.Range(0, Members))
            if (withLookups)
                await _shop.Save($"m-{i}", new() { IdentityVerified = true, Phone = PhoneOf(i) });
            else
                await _shop.Members.Update(
                    $"m-{i}",
                    _ => Sample.Profile($"m-{i}") with { Phone = PhoneOf(i) },
                    Cancellation
                );
    }

    private async Task ExpectAllFound()
    {
        foreach (var i in Enumerable.Range(0, Members))
            Assert.Equal([$"m-{i}"], await _shop.FindByPhone(PhoneOf(i)));
    }

    private async Task FinishStage()
    {
        await _shop.Reindex(_now); // The first run ever only says when the walk may begin.
        _now += LookupIndexState.KnownAfter;
        await _shop.Reindex(_now);
    }

    private async Task Rotate() =>
        Assert.Equal(2, (await new RotateLookupKeyHandler(_shop.Index).Handle(_now, Cancellation)).KeyVersion);

    private async Task<LookupIndexState> State() => (await _shop.Index.Find(_now, Cancellation)).State;

    private async Task<bool> IsStored(string id) =>
        await _cosmos
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups)
            .Read(id, id, DocumentJson.Default.MemberLookupDocument, Cancellation)
            is not null;
}
