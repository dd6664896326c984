using Points.Cosmos.Jobs;
using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Programmes;
using Points.Domain.Enrolling;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Members;

/// <summary>One instance of the app: what enrols members and finds them.</summary>
internal sealed class LookupShop
{
    private readonly CosmosMemberLookups _lookups;
    private readonly CosmosLedgerKeys _ledgers;
    private readonly DeploymentKey _deploymentKey;
    private readonly LookupKeys _keys;

    public LookupShop(CosmosFixture cosmos, TimeProvider? clock = null)
    {
        _deploymentKey = new(cosmos.Client);
        _ledgers = new(cosmos.Client);
        _keys = new(cosmos.Client, _deploymentKey);
        Members = new(cosmos.Client);
        _lookups = new(cosmos.Client, _keys, _ledgers, Members, clock ?? TimeProvider.System);
        Index = new(cosmos.Client, _keys, _deploymentKey, _lookups, Members);
        Handler = new(Members, _ledgers, new CosmosProgrammes(cosmos.Client, TimeProvider.System), Profiles);
        var parts = new CosmosJobParts(cosmos.Client, TimeProvider.System);
        Run = new(Index, parts, new(parts, new NoInvitations(), () => Guid.NewGuid().ToString("N")));
    }

    public CosmosMemberStore Members { get; }

    public CosmosLookupIndex Index { get; }

    public LookupIndexRun Run { get; }

    public ProfileLookups Profiles => new(_lookups);

    public IMemberLookups Lookups => _lookups;

    private ChangeProfileHandler Handler { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<ProfileOutcome> Change(string memberId, ProfilePatch patch) =>
        Handler.Handle(
            new(memberId, patch, ConsentGiver.Operator) { MayEnrol = true },
            Sample.Operator,
            Sample.Noon,
            Cancellation
        );

    public async Task<Member> Save(string memberId, ProfilePatch patch) =>
        Assert.IsType<ProfileOutcome.Saved>(await Change(memberId, patch)).Member;

    public async Task<string[]> FindByPhone(string phone)
    {
        var finder = new MemberFinder(_lookups, _ledgers, Members);
        var found = await finder.Find(LookupValue.FromPhone(phone)!, Cancellation);
        return [.. found.Members.Select(it => it.MemberId)];
    }

    /// <summary>The ids under which a telephone number is looked up now.</summary>
    public Task<IReadOnlyList<string>> ListIds(string phone) =>
        _keys.ListIds(LookupValue.FromPhone(phone)!, Cancellation);

    public Task<long> Reindex(DateTimeOffset now) => ReindexUntil(now, CancellationToken.None);

    /// <summary>A run that starts no further page after the deadline.</summary>
    public Task<long> ReindexUntil(DateTimeOffset now, CancellationToken deadline) =>
        Run.Run(RunShare.Begin(Guid.NewGuid().ToString("N"), now, deadline), Cancellation);
}
