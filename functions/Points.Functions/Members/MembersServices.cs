using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Sealing;
using Points.Domain.Enrolling;
using Points.Domain.Keys;
using Points.Functions.Approving;
using Points.Functions.Jobs;

namespace Points.Functions.Members;

/// <summary>Registers what enrols, freezes and unfreezes members.</summary>
internal static class MembersServices
{
    public static IServiceCollection AddMembers(this IServiceCollection services) =>
        services
            .AddSingleton<IMemberStore, CosmosMemberStore>()
            .AddSingleton<AlteredDocuments>()
            // The reports are sent through the store, which is made with the seals.
            .AddSingleton(host => new DocumentSeals(
                host.GetRequiredService<SecretKeys>().Integrity,
                host.GetRequiredService<TimeProvider>(),
                host.GetRequiredService<SecretKeys>().AcceptUnsealedUntil,
                (altered, ct) => host.GetRequiredService<AlteredDocuments>().Report(altered, ct)
            ))
            .AddSingleton<ICardCodes, CosmosCardCodes>()
            .AddSingleton<IssueCardCodeHandler>()
            .AddSingleton<CardReader>()
            .AddSingleton<IWrongCodes, CosmosWrongCodes>()
            .AddSingleton<TillLocks>()
            .AddSingleton<IMemberGuesses, CosmosMemberGuesses>()
            .AddSingleton<MemberGuessLocks>()
            .AddSingleton<LookupKeys>()
            .AddSingleton(host => ActivatorUtilities.CreateInstance<CosmosMemberLookups>(host, TimeProvider.System))
            .AddSingleton<IMemberLookups>(host => host.GetRequiredService<CosmosMemberLookups>())
            .AddSingleton<ILookupIndex, CosmosLookupIndex>()
            .AddSingleton<ProfileLookups>()
            .AddSingleton<MemberFinder>()
            .AddSingleton<RotateLookupKeyHandler>()
            .AddSingleton<LookupIndexRun>()
            .AddInvitedWork<LookupIndexRun>(
                host => host.GetRequiredService<ILookupIndex>().AllMembers.Name,
                (run, share, ct) => run.Run(share, ct)
            )
            .AddSingleton<ChangeProfileHandler>()
            .AddSingleton<FreezeHandler>()
            .AddSingleton<UnfreezeHandler>()
            .AddSingleton<IApprovedCommand, UnfreezingCommand>();
}
