using System.Text;
using Points.Cosmos.Programmes;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>All instances find the published revisions; each keeps what it has read for a short time.</summary>
public sealed class CosmosProgrammesTests(CosmosFixture cosmos)
{
    private static readonly DateTimeOffset SecondRevisionFrom = Sample.Noon.AddDays(30);
    private readonly string _programmeId = $"p-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_published_programme_is_found_by_every_instance()
    {
        Assert.True(await Publish(NewInstance(), 1, DateTimeOffset.UnixEpoch));

        var found = await NewInstance().Find(_programmeId, TestContext.Current.CancellationToken);

        Assert.Equal(1, found!.TermsAt(Sample.Noon)!.Number);
        Assert.Equal(new Price.Fixed(new(100), new(2500)), found.TermsAt(Sample.Noon)!.FindReward("mug")!.Price.Usual);
    }

    [Fact]
    public async Task An_unknown_programme_is_not_found() =>
        Assert.Null(await NewInstance().Find(_programmeId, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_revision_is_published_once()
    {
        await Publish(NewInstance(), 1, DateTimeOffset.UnixEpoch);

        Assert.False(await Publish(NewInstance(), 1, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task The_terms_of_an_instant_do_not_depend_on_when_they_were_loaded()
    {
        var programmes = NewInstance();
        await Publish(programmes, 1, DateTimeOffset.UnixEpoch);
        await Publish(programmes, 2, SecondRevisionFrom);

        var found = await programmes.Find(_programmeId, TestContext.Current.CancellationToken);

        Assert.Equal(1, found!.TermsAt(SecondRevisionFrom.AddTicks(-1))!.Number);
        Assert.Equal(2, found.TermsAt(SecondRevisionFrom)!.Number);
        Assert.Null(found.TermsAt(DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task Another_instance_sees_a_publication_when_its_cache_has_expired()
    {
        var (clock, publisher) = (new ManualClock(), NewInstance());
        var other = new CosmosProgrammes(cosmos.Client, clock);
        await Publish(publisher, 1, DateTimeOffset.UnixEpoch);
        await other.Find(_programmeId, TestContext.Current.CancellationToken);
        await Publish(publisher, 2, DateTimeOffset.UnixEpoch);

        Assert.Single((await other.Find(_programmeId, TestContext.Current.CancellationToken))!.Revisions);
        clock.Advance(CosmosProgrammes.CacheDuration);
        Assert.Equal(2, (await other.Find(_programmeId, TestContext.Current.CancellationToken))!.Revisions.Length);
    }

    private CosmosProgrammes NewInstance() => new(cosmos.Client, TimeProvider.System);

    private Task<bool> Publish(CosmosProgrammes programmes, int number, DateTimeOffset effectiveFrom)
    {
        var document = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(Sample.Document)
                .Replace("\"shop\",\n  \"name\"", $"\"{_programmeId}\",\n  \"name\"", StringComparison.Ordinal)
        );
        Assert.True(ProgrammeDocumentReader.Read(document, number, effectiveFrom).TryGetValue(out var revision));
        Assert.Equal(_programmeId, revision.ProgrammeId);
        return programmes.Publish(revision, document, TestContext.Current.CancellationToken);
    }
}
