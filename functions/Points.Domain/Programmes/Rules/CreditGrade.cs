namespace Points.Domain.Programmes.Rules;

/// <summary>As the city supplies it.</summary>
public enum CreditGrade
{
    A,
    B,
    C,
    D,
}
