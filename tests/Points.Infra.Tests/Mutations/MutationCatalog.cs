namespace Points.Infra.Tests.Mutations;

/// <summary>All mutations of the templates.</summary>
internal static class MutationCatalog
{
    public static ImmutableArray<Mutation> All =>
        [
            .. FormMutations.All,
            .. HostingMutations.All,
            .. DataMutations.All,
            .. AccessMutations.All,
            .. OtherPrincipalMutations.All,
            .. KeyMutations.All,
            .. SettingMutations.All,
            .. PropertyMutations.All,
            .. OrderMutations.All,
            .. ProductionMutations.All,
            .. AlertMutations.All,
        ];
}
