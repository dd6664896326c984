using System.Text.Json;
using Points.Domain.Approving;
using Points.Domain.Revising;
using Points.Functions.Approving;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>The command to announce a revision, as it waits for approval.</summary>
internal sealed record ApprovedAnnouncement(string ProgrammeId, int Number, DateOnly EffectiveOn)
{
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ProgrammesJson.Default.ApprovedAnnouncement);
}

/// <summary>Announces revisions once that is approved.</summary>
internal sealed class AnnouncementCommand(AnnounceRevisionHandler handler, HttpPipeline pipeline) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.Announcement;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var (programmeId, number, on) = approval.Command.Deserialize(ProgrammesJson.Default.ApprovedAnnouncement)!;
        var command = new AnnounceRevision(programmeId, number, on) { IsApproved = true };
        return DraftResponse.From(await handler.Handle(command, approval.RequestedBy, pipeline.Now, ct));
    }
}
