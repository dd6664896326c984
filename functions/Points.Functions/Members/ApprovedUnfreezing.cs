using System.Text.Json;
using Points.Domain.Approving;
using Points.Domain.Enrolling;
using Points.Functions.Approving;
using Points.Functions.Http;

namespace Points.Functions.Members;

/// <summary>The command to unfreeze a member, as it waits for approval.</summary>
internal sealed record ApprovedUnfreezing(string MemberId, string Reason)
{
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, MembersJson.Default.ApprovedUnfreezing);
}

/// <summary>Unfreezes members once that is approved.</summary>
internal sealed class UnfreezingCommand(UnfreezeHandler handler, HttpPipeline pipeline) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.Unfreezing;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var (memberId, reason) = approval.Command.Deserialize(MembersJson.Default.ApprovedUnfreezing)!;
        var member = await handler.Handle(new(memberId, reason), approval.RequestedBy, pipeline.Now, ct);
        return MemberResponse.FromOrNotFound(member, pipeline.Now);
    }
}
