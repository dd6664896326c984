using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Domain;
using Points.Domain.Files;
using Points.Domain.Keys;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Functions.Access;
using Points.Functions.Adjusting;
using Points.Functions.Approving;
using Points.Functions.Auditing;
using Points.Functions.Billing;
using Points.Functions.Budgets;
using Points.Functions.Complaining;
using Points.Functions.Earning;
using Points.Functions.Erasing;
using Points.Functions.Expiring;
using Points.Functions.Exporting;
using Points.Functions.Families;
using Points.Functions.Health;
using Points.Functions.Http;
using Points.Functions.Intake;
using Points.Functions.Jobs;
using Points.Functions.Members;
using Points.Functions.Notifying;
using Points.Functions.Programmes;
using Points.Functions.Redeeming;
using Points.Functions.Refunding;
using Points.Functions.Relaying;
using Points.Functions.Reporting;
using Points.Functions.Reviewing;
using Points.Functions.Settings;
using Points.Functions.Settling;
using Points.Functions.Signing;
using Points.Functions.Verifying;
using Points.Functions.Wallets;

namespace Points.Functions;

/// <summary>
/// Registers the services of the app. Both hosts use it: the worker in Azure and the one-machine host.
/// </summary>
public static class PointsServices
{
    /// <summary>
    /// Adds the app. The host registers what differs between hosts: the <see cref="TimeProvider"/> of business time,
    /// the <see cref="CosmosClient"/>, the <see cref="IMessageSender"/>, the <see cref="IDeadLetters"/>, the
    /// <see cref="IWriteOnceFiles"/>, the <see cref="INotifier"/> with its <see cref="Gateways"/> and <see
    /// cref="DeliveryRetryDelays"/>, the
    /// <see cref="InstanceLag"/>, the <see cref="AppSettings"/>, the <see cref="LimitsOptions"/>, the
    /// <see cref="ApprovalsOptions"/>, the <see cref="RetentionOptions"/>, the <see cref="SecretKeys"/>, and the
    /// <see cref="TokenTrust"/>, which defines the valid tokens.
    /// </summary>
    public static IServiceCollection AddPoints(this IServiceCollection services) =>
        services
            .AddDependencyChecks()
            .AddSingleton<Readiness>()
            .AddSingleton<TokenAuthenticator>()
            .AddSingleton<RequestLimits>()
            .AddSingleton<HttpPipeline>()
            .AddEarning()
            .AddAdjusting()
            .AddApproving()
            .AddAuditing()
            .AddBilling()
            .AddBudgets()
            .AddComplaining()
            .AddErasing()
            .AddExpiring()
            .AddExporting()
            .AddReviewing()
            .AddRedeeming()
            .AddRefunding()
            .AddFamilies()
            .AddMembers()
            .AddProgrammes()
            .AddNotifying()
            .AddRelaying()
            .AddReporting()
            .AddSettling()
            .AddSigning()
            .AddIntake()
            .AddJobs()
            .AddVerifying()
            .AddWallets();
}
