using System.Text.Json;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Programmes.Revising;

/// <summary>Takes an operator's revisions from draft to force. What hurts members needs thirty days' notice (law L2).</summary>
public sealed class Revisions(IProgrammes programmes)
{
    public static readonly TimeSpan NoticePeriod = TimeSpan.FromDays(30);

    /// <summary>Keeps a lawful document as the next revision.</summary>
    public async Task<Announcement> Submit(string programmeId, JsonElement document, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.Draft(programmeId, document, ct) is not { } number) return new Refusal.LimitReached($"{IProgrammes.RevisionsMax} revisions of a programme");
        var revision = new Revision(programmeId, number, document, null, null);
        return new Announcement.Accepted(revision, RevisionStatus.Draft, await ChangesOf(revision, now, ct));
    }

    public async Task<Announcement> Find(string programmeId, int number, DateTimeOffset now, CancellationToken ct) =>
        await programmes.Revision(programmeId, number, ct) is { } revision
            ? new Announcement.Accepted(revision, await StatusOf(revision, now, ct), await ChangesOf(revision, revision.EffectiveFrom ?? now, ct))
            : new Refusal.NotFound("revision");

    /// <summary>
    /// Announces a revision for a day. One that hurts nobody counts from the beginning of that day, or at once where it has
    /// begun; one that does counts when everyone concerned has had notice, which is not known yet.
    /// </summary>
    public async Task<Announcement> Announce(string programmeId, int number, DateOnly effectiveOn, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.Revision(programmeId, number, ct) is not { } revision) return new Refusal.NotFound("revision");
        var terms = revision.Terms();
        var day = terms.BeginningOf(effectiveOn);
        // The first revisions of a new host were never announced, and count all the same.
        if ((revision.AnnouncedFor ?? FirstDay(revision, terms)) is { } announced)
            return announced == effectiveOn ? await Find(programmeId, number, now, ct) : new Refusal.AlreadyAnnounced(announced);
        if ((await programmes.Find(programmeId, ct))?.At(day > now ? day : now) is { } follows && follows.Number > number)
            return new Refusal.Superseded(follows.Number);

        var changes = await ChangesOf(revision, day > now ? day : now, ct);
        var hurts = changes.Any(change => change.Effect == Effect.Adverse);
        if (hurts && day < now + NoticePeriod) return new Refusal.NoticePeriod(terms.FirstDayAfter(now + NoticePeriod));
        var effectiveFrom = hurts ? (DateTimeOffset?)null : day > now ? day : now;
        if (!await programmes.Announce(programmeId, number, effectiveOn, effectiveFrom, ct))
            return await Announce(programmeId, number, effectiveOn, now, ct); // Somebody else announced it meanwhile.
        var next = revision with { AnnouncedFor = effectiveOn, EffectiveFrom = effectiveFrom };
        return new Announcement.Accepted(next, next.Status(number, now), changes);
    }

    private static DateOnly? FirstDay(Revision revision, ProgrammeRevision terms) => revision.EffectiveFrom is { } from ? terms.BusinessDate(from) : null;

    private async Task<RevisionStatus> StatusOf(Revision revision, DateTimeOffset now, CancellationToken ct) =>
        revision.Status((await programmes.Find(revision.ProgrammeId, ct))?.At(now)?.Number, now);

    /// <summary>Against what would be in force then without it.</summary>
    private async Task<IReadOnlyList<Change>> ChangesOf(Revision revision, DateTimeOffset at, CancellationToken ct)
    {
        var others = (await programmes.Find(revision.ProgrammeId, ct))?.Without(revision.Number);
        if (others?.At(at) is not { } follows || await programmes.Revision(revision.ProgrammeId, follows.Number, ct) is not { } before) return [];
        return DocumentDiff.Between(before.Document, revision.Document);
    }
}
