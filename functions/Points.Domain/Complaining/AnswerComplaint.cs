using Points.Domain.Actors;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Complaining;

/// <summary>An operator, or support, answers a complaint.</summary>
public sealed record AnswerComplaint(string MemberId, string ComplaintId, string Text)
{
    public string Fingerprint() =>
        new Digest().Add("answer-complaint").Add(MemberId).Add(ComplaintId).Add(Text).ToString();
}

/// <summary>
/// Stores answers, and tells members of them. An answer is final, and nobody answers a complaint of their own. A repeat
/// of a request gets its first answer.
/// </summary>
public sealed class AnswerComplaintHandler(IComplaints complaints, IProgrammes programmes)
{
    /// <summary>How often an answer is decided again because a reminder came first.</summary>
    private const int AttemptsMax = 10;

    public async Task<ComplaintOutcome> Handle(AnswerComplaint command, Request request, CancellationToken ct)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await complaints.Find(command.MemberId, command.ComplaintId, ct) is not var (complaint, version))
                return new Refusal.NotFound("complaint");
            var answer = CreateAnswer(command, complaint, request);
            if (complaint.Answer is { } given)
                return Repeat(complaint, given, answer);
            if (request.By!.Subject == command.MemberId)
                return new Refusal.OwnRequest();
            if (await programmes.FindTerms(complaint.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
                return Refusal.NotFound.Programme;
            var answered = complaint with { Answer = answer, ReminderDueAt = null };
            var notice = Notice.Create(
                complaint.Wallet,
                NoticeKind.ComplaintAnswered,
                complaint.ComplaintId,
                NoticeTexts.ComplaintAnswered(terms, terms.BusinessDateOf(complaint.RaisedAt)),
                terms,
                request.Now
            );
            var act = new Act(ActKind.ComplaintAnswered, request.Now, request.By)
            {
                LedgerKey = complaint.LedgerKey,
                ProgrammeId = complaint.Wallet.ProgrammeId,
                ComplaintId = complaint.ComplaintId,
            };
            if (await complaints.TryAnswer(answered, version, notice, act, ct))
                return new ComplaintOutcome.Recorded(answered, IsReplayed: false);
        }
        throw new StoreBusyException("the complaint was changed too often meanwhile");
    }

    private static ComplaintAnswer CreateAnswer(AnswerComplaint command, Complaint complaint, Request request)
    {
        var key = new LedgerKey(complaint.LedgerKey);
        return new(
            command.Text,
            request.Now,
            request.By!.ToActedBy(),
            key.Protect(request.Identity),
            key.Protect(request.Fingerprint)
        );
    }

    private static ComplaintOutcome Repeat(Complaint complaint, ComplaintAnswer given, ComplaintAnswer asked) =>
        given.Request != asked.Request ? new Refusal.AlreadySettled("the complaint has been answered")
        : given.Fingerprint != asked.Fingerprint ? new Refusal.IdempotencyKeyReused()
        : new ComplaintOutcome.Recorded(complaint, IsReplayed: true);
}
