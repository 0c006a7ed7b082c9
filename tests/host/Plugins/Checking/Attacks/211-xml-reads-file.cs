// Abuses: no System.IO: XmlReader and XDocument open files and URLs by themselves, a DTD names external entities.
// Harm: reads files of the machine in the middle of the day.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Xml;
using System.Xml.Linq;
using Strategies.Sdk;

namespace Attacks.XmlReadsFileAttack;

public sealed class XmlReadsFileStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver() };
        try
        {
            using XmlReader reader = XmlReader.Create("/etc/fonts/fonts.conf", settings);
            Act(XDocument.Load(reader).ToString().Length);
        }
        catch (SystemException)
        {
            Act(0);
        }
    }
}
