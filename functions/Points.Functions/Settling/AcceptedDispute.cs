using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Points.Domain.Approving;
using Points.Domain.Settling;
using Points.Functions.Approving;
using Points.Functions.Http;

namespace Points.Functions.Settling;

/// <summary>The command to accept a dispute, as it waits for approval.</summary>
internal sealed record AcceptedDispute(string MerchantId, string DisputeId, string Note)
{
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, SettlingJson.Default.AcceptedDispute);
}

/// <summary>Accepts disputes once that is approved.</summary>
internal sealed class DisputeAcceptanceCommand(AnswerDisputeHandler handler, HttpPipeline pipeline) : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.DisputeAcceptance;

    public async Task<JsonResponse> Run(Approval approval, CancellationToken ct)
    {
        var (merchantId, disputeId, note) = approval.Command.Deserialize(SettlingJson.Default.AcceptedDispute)!;
        var command = new AnswerDispute(merchantId, disputeId, IsAccepted: true, note);
        var outcome = await handler.Handle(command, approval.RequestedBy, pipeline.Now, ct);
        return DisputeView.Respond(outcome, StatusCodes.Status200OK);
    }
}
