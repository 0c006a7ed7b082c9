namespace Strategies.Sdk;

/// <summary>How interest accrues between two dates.</summary>
public enum DayCount : byte
{
    /// <summary>Does not bear interest.</summary>
    None = 0,

    /// <summary>Actual days over the actual coupon period (ICMA).</summary>
    ActualActual = 1,

    /// <summary>Actual days over 360.</summary>
    Actual360 = 2,

    /// <summary>Actual days over 365.</summary>
    Actual365 = 3,

    /// <summary>Months of 30 days over 360 (bond basis).</summary>
    Thirty360 = 4,
}
