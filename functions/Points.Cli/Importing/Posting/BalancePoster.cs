using Points.Cli.Hosts;
using Points.Cli.Importing.Approving;
using Points.Cli.Importing.Reading;
using Points.Client;
using Points.Domain;

namespace Points.Cli.Importing.Posting;

/// <summary>Posts opening balances and enrols members who are not in the programme yet.</summary>
/// <param name="merchantId">The issuer of points whose rows name none.</param>
/// <param name="approved">The proofs that go with balances; null if they need none.</param>
internal sealed class BalancePoster(
    HostClient host,
    Enrolment enrolment,
    HostFault faults,
    string programmeId,
    string merchantId,
    ApprovedRows? approved
)
{
    private readonly ImportedCommands _commands = new(programmeId, merchantId);

    public Task<PostResult> Post(Transaction.Balance balance, CancellationToken ct) =>
        enrolment.Post(
            balance.MemberId,
            () => Send(balance, ct),
            accepted => new PostResult.Accepted(
                accepted.IsReplay,
                Issued: accepted.IsReplay ? 0 : balance.Lots.Sum(lot => lot.Points),
                TakenBack: 0,
                IsWaiting: false
            ),
            problem => faults.FromBalance(problem, balance.Rows),
            ct
        );

    private Task<HostAnswer<OpeningBalance>> Send(Transaction.Balance balance, CancellationToken ct) =>
        host.Ask(api =>
            api.OpenBalanceAsync(
                balance.MemberId,
                Digest.Compute("import-balance", programmeId, balance.MemberId, balance.Reference),
                new()
                {
                    ProgrammeId = programmeId,
                    Reference = balance.Reference,
                    Lots =
                    [
                        .. balance.Lots.Select(lot => new OpenBalanceLot
                        {
                            Points = lot.Points,
                            ExpiresOn = lot.ExpiresOn,
                            IssuedBy = lot.IssuedBy ?? merchantId,
                        }),
                    ],
                },
                approved?.FindProof(_commands.FingerprintOf(balance)),
                ct
            )
        );
}
