using System.Text.Json;
using Points.Domain.Approving;
using Points.Functions.Http;

namespace Points.Functions.Approving;

/// <summary>Runs approved commands, each by the class of its kind.</summary>
internal sealed class ApprovedCommands(IEnumerable<IApprovedCommand> commands) : IApprovedCommands
{
    private readonly Dictionary<ApprovalKind, IApprovedCommand> _byKind = commands.ToDictionary(it => it.Kind);

    public async Task<ApprovedAnswer> Run(Approval approval, CancellationToken ct)
    {
        var answer = await _byKind[approval.Kind].Run(approval, ct);
        return new(answer is not Problem, answer.Status, JsonElement.Parse(answer.Json().Span));
    }
}
