namespace Points.Functions.Redeeming;

internal sealed record PriceView(string ProgrammeId, string RewardId, long Points);
