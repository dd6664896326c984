using Points.Domain.Actors;
using Points.Domain.Complaining;
using Points.Functions.Http;
using Points.Functions.Notifying;
using Points.Functions.OpenApi;

namespace Points.Functions.Complaining;

/// <summary>A complaint and its answer.</summary>
/// <param name="RedemptionId">The redemption that it is about; missing if it is about an entry.</param>
/// <param name="EntryId">The ledger entry that it is about; missing if it is about a redemption.</param>
/// <param name="RaisedBy">The member, or the staff to whom the member complained.</param>
/// <param name="AnswerBy">The last day for an answer, by the terms in force when it was raised.</param>
/// <param name="Overdue">Whether that day has ended without an answer.</param>
internal sealed record ComplaintView(
    string ComplaintId,
    string MemberId,
    string ProgrammeId,
    string? RedemptionId,
    string? EntryId,
    [OneOf(ComplaintView.Open, ComplaintView.Answered)] string Status,
    string Text,
    DateTimeOffset RaisedAt,
    [OneOf(typeof(ActorRole))] string RaisedBy,
    DateOnly AnswerBy,
    bool Overdue,
    ComplaintAnswerView? Answer
)
{
    public const string Open = "open",
        Answered = "answered";

    public static ComplaintView From(Complaint it, DateTimeOffset now) =>
        new(
            it.ComplaintId,
            it.Wallet.MemberId,
            it.Wallet.ProgrammeId,
            it.RedemptionId,
            it.EntryId,
            it.IsOpen ? Open : Answered,
            it.Text,
            it.RaisedAt,
            EnumNames.NameOf(it.RaisedBy.Role),
            it.AnswerBy,
            it.IsOverdueAt(now),
            it.Answer is { } answer ? new(answer.Text, answer.At, EnumNames.NameOf(answer.By.Role)) : null
        );

    public static JsonResponse Respond(ComplaintOutcome outcome, int status, DateTimeOffset now) =>
        outcome.Match<JsonResponse>(
            recorded: it => new ViewResponse<ComplaintView>(
                status,
                From(it.Complaint, now),
                ComplainingJson.Default.ComplaintView
            )
            {
                Replayed = it.IsReplayed,
            },
            refused: Problems.From
        );
}

/// <summary>The answer to a complaint.</summary>
internal sealed record ComplaintAnswerView(string Text, DateTimeOffset At, [OneOf(typeof(ActorRole))] string By);
