using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Points.Domain.Approving;
using Points.Functions.Http;

namespace Points.Functions.Approving;

/// <summary>An import, as it waits for approval and as it is approved.</summary>
/// <param name="Root">The hash that stands for all rows.</param>
internal sealed record ApprovedImport(
    string ProgrammeId,
    string Name,
    string Root,
    long Rows,
    long AmountFen,
    long Points
)
{
    [JsonIgnore]
    public ImportSum Sum => new(Rows, new(AmountFen), new(Points));

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApprovingJson.Default.ApprovedImport);

    public static ApprovedImport From(Approval approval) =>
        approval.Command.Deserialize(ApprovingJson.Default.ApprovedImport)!;
}

/// <summary>Approves imports. Their rows are posted afterwards, each with the proof that it is one of them.</summary>
internal sealed class ImportCommand : IApprovedCommand
{
    public ApprovalKind Kind => ApprovalKind.Import;

    public Task<JsonResponse> Run(Approval approval, CancellationToken ct) =>
        Task.FromResult<JsonResponse>(
            new ViewResponse<ApprovedImport>(
                StatusCodes.Status200OK,
                ApprovedImport.From(approval),
                ApprovingJson.Default.ApprovedImport
            )
        );
}
