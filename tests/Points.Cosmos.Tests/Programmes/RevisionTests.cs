using System.Text.Json;
using Points.Cosmos.Programmes;
using Points.Domain.Ports;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>Drafts and announcements, kept once whatever happens on the way.</summary>
[Collection(nameof(RevisionTests))]
public sealed class RevisionTests : IAsyncLifetime
{
    private static readonly JsonElement Document = JsonDocument.Parse(Sample.Document).RootElement;
    private readonly CosmosFixture _cosmos = new();

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CosmosProgrammes Programmes => new(_cosmos.Client, TimeProvider.System);

    [Fact]
    public async Task A_draft_counts_for_nothing_until_it_is_announced_with_its_instant()
    {
        var programmes = Programmes;
        Assert.Equal(1, await programmes.Draft("shop", Document, Cancellation));
        Assert.Empty((await programmes.Find("shop", Cancellation))!.Revisions);

        Assert.True(await programmes.Announce("shop", 1, new(2027, 1, 1), null, Cancellation));
        Assert.Empty((await programmes.Find("shop", Cancellation))!.Revisions);
        Assert.False(await programmes.Announce("shop", 1, new(2027, 1, 2), Sample.Noon, Cancellation));
        Assert.Equal((new DateOnly(2027, 1, 1), (DateTimeOffset?)null), await programmes.Revision("shop", 1, Cancellation) is { } it ? (it.AnnouncedFor!.Value, it.EffectiveFrom) : default);

        await programmes.Draft("shop", Document, Cancellation);
        Assert.True(await programmes.Announce("shop", 2, new(2027, 1, 1), Sample.Noon, Cancellation));
        Assert.Equal(2, (await programmes.Find("shop", Cancellation))!.At(Sample.Noon)!.Number);
        Assert.Null((await programmes.Find("shop", Cancellation))!.At(Sample.Noon.AddTicks(-1)));
    }

    [Fact]
    public async Task Given_lost_answers_Then_a_draft_is_there_once_and_an_announcement_stands()
    {
        var programmes = Programmes;
        _cosmos.Faults().Next(1, Fault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        Assert.Equal(1, await programmes.Draft("shop", Document, Cancellation));
        Assert.Null(await programmes.Revision("shop", 2, Cancellation));

        _cosmos.Faults().Next(1, Fault.DisconnectedAfterwards, (_, kind) => kind == RequestKind.Batch);
        Assert.True(await programmes.Announce("shop", 1, new(2027, 1, 1), Sample.Noon, Cancellation));
        Assert.Equal(Sample.Noon, (await programmes.Revision("shop", 1, Cancellation))!.EffectiveFrom);
    }

    [Fact]
    public async Task A_programme_has_only_so_many_revisions()
    {
        var programmes = Programmes;
        Assert.True(await programmes.Publish(Sample.Terms with { Number = IProgrammes.RevisionsMax }, Sample.Document, Cancellation));

        Assert.Null(await programmes.Draft("shop", Document, Cancellation));
    }
}
