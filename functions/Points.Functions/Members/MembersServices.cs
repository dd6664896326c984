using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Members;
using Points.Domain.Enrolling;

namespace Points.Functions.Members;

/// <summary>Registers what enrols, freezes and unfreezes members.</summary>
internal static class MembersServices
{
    public static IServiceCollection AddMembers(this IServiceCollection services) =>
        services
            .AddSingleton<IMemberStore, CosmosMemberStore>()
            .AddSingleton<ICardCodes, CosmosCardCodes>()
            .AddSingleton<IssueCardCodeHandler>()
            .AddSingleton<CardReader>()
            .AddSingleton<IWrongCodes, CosmosWrongCodes>()
            .AddSingleton<TillLocks>()
            .AddSingleton<IMemberGuesses, CosmosMemberGuesses>()
            .AddSingleton<MemberGuessLocks>()
            .AddSingleton<ChangeProfileHandler>()
            .AddSingleton<FreezeHandler>()
            .AddSingleton<UnfreezeHandler>();
}
