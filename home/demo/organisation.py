"""The made-up trust: its names, units, places and people. Nobody and nothing here is real."""

TRUST = {
    "name": "Wexcombe and Harrow Vale Hospitals NHS Foundation Trust",
    "short_name": "Wexcombe Hospitals",
    "library_name": "Library & Knowledge Service",
    "email_domain": "wexcombe.example",
}

# Local words: every trust has its own, so they are settings and never hard-coded.
SCHEMES = {
    "hub_name": "The Knowledge Hub",
    "positive_reporting": "Bright Spots",
    "incident_system": "SafeReport",
    "coffee_trials": "Coffee Connect",
    "postcard_sets": "5 in 5",
    "learning_films": "Learning on Film",
}

LEVEL_LABELS = ("Trust", "Division", "Directorate", "Ward or team")

_TREE = {
    "Medicine and Urgent Care": {
        "Emergency and Acute Medicine": ("Emergency Department", "Acute Medical Unit", "Same Day Emergency Care"),
        "Elderly and Specialty Medicine": ("Bracken Ward", "Larch Ward", "Rowan Ward", "Diabetes Specialist Team"),
    },
    "Surgery and Critical Care": {
        "Surgery and Theatres": ("Hawthorn Ward", "Main Theatres", "Outpatients"),
        "Critical Care and Diagnostics": ("Critical Care Unit", "Pharmacy", "Pathology", "Radiology"),
    },
    "Community, Rehabilitation and Families": {
        "Community and Rehabilitation": ("Willow Ward", "Community Nursing", "Therapies"),
        "Women and Children": ("Maternity", "Poppy Children's Ward"),
    },
    "Corporate Services": {
        "Nursing and Quality": ("Tissue Viability Team", "Patient Safety Team", "Infection Prevention and Control"),
        "Workforce and Education": ("Library & Knowledge Service", "Practice Education Team"),
        "Digital and Estates": ("Information Technology", "Information Governance", "Portering and Catering"),
    },
}


def _unit(name, level, parent):
    return {"name": name, "level": level, "level_label": LEVEL_LABELS[level], "parent": parent}


def _units():
    """The tree in an order in which every parent comes before its children."""
    units = [_unit(TRUST["short_name"], 0, None)]
    for division, directorates in _TREE.items():
        units.append(_unit(division, 1, TRUST["short_name"]))
        for directorate, teams in directorates.items():
            units.append(_unit(directorate, 2, division))
            units.extend(_unit(team, 3, directorate) for team in teams)
    return units


UNITS = _units()

# name: (kind, parent)
_PLACES = {
    "Wexcombe General": ("site", None),
    "Wexcombe General main building": ("building", "Wexcombe General"),
    "Main building ground floor": ("floor", "Wexcombe General main building"),
    "Main entrance learning zone": ("zone", "Main building ground floor"),
    "Restaurant side room": ("room", "Main building ground floor"),
    "Main building first floor": ("floor", "Wexcombe General main building"),
    "Bracken Ward day room": ("room", "Main building first floor"),
    "Larch Ward day room": ("room", "Main building first floor"),
    "Main building second floor": ("floor", "Wexcombe General main building"),
    "Hawthorn Ward day room": ("room", "Main building second floor"),
    "Critical Care seminar room": ("room", "Main building second floor"),
    "Wexcombe General Education Centre": ("building", "Wexcombe General"),
    "Education Centre ground floor": ("floor", "Wexcombe General Education Centre"),
    "Library": ("room", "Education Centre ground floor"),
    "Library seminar room": ("room", "Education Centre ground floor"),
    "Education Centre first floor": ("floor", "Wexcombe General Education Centre"),
    "Education Centre lecture theatre": ("room", "Education Centre first floor"),
    "Education Centre skills room": ("room", "Education Centre first floor"),
    "Harrow Vale Hospital": ("site", None),
    "Harrow Vale main house": ("building", "Harrow Vale Hospital"),
    "Harrow Vale ground floor": ("floor", "Harrow Vale main house"),
    "Harrow Vale meeting room": ("room", "Harrow Vale ground floor"),
    "Willow Ward day room": ("room", "Harrow Vale ground floor"),
    "Priory Street Clinic": ("site", None),
    "Priory Street Clinic building": ("building", "Priory Street Clinic"),
    "Priory Street first floor": ("floor", "Priory Street Clinic building"),
    "Priory Street staff room": ("room", "Priory Street first floor"),
}
PLACES = [{"name": name, "kind": kind, "parent": parent} for name, (kind, parent) in _PLACES.items()]

_GENERAL, _VALE, _PRIORY = "Wexcombe General", "Harrow Vale Hospital", "Priory Street Clinic"


def _person(first_name, last_name, job_title, unit, staff_group, manager=None, **more):
    """One account; `email` and `manager` are the part before the @ of the trust's own addresses."""
    email = more.pop("email", f"{first_name}.{last_name}".lower().replace("'", "").replace(" ", ""))
    return {
        "first_name": first_name,
        "last_name": last_name,
        "email": email if "@" in email else f"{email}@{TRUST['email_domain']}",
        "job_title": job_title,
        "unit": unit,
        "staff_group": staff_group,
        "workplace": more.pop("workplace", _GENERAL),
        "manager": f"{manager}@{TRUST['email_domain']}" if manager else None,
        "kind": more.pop("kind", "staff"),
        "groups": more.pop("groups", []),
        "is_superuser": more.pop("is_superuser", False),
        **more,
    }


_LIBRARY, _QUALITY = "Library & Knowledge Service", "Nursing and Quality"

PEOPLE = [
    # The nine fixed accounts, one for each role that somebody trying the Hub may want to see.
    _person("Amara", "Okafor", "Staff nurse", "Bracken Ward", "03", "siobhan.kearney", email="nurse"),
    _person("Tom", "Ashdown", "Librarian", _LIBRARY, "08", "library", email="editor", groups=["Editors"]),
    _person(
        "Bethan",
        "Pryce",
        "Tissue viability nurse specialist",
        "Tissue Viability Team",
        "03",
        "ruth.abernethy",
        email="facilitator",
    ),
    _person(
        "Helen",
        "Marchetti",
        "Library and knowledge services manager",
        _LIBRARY,
        "08",
        "grace.adeyemi",
        email="library",
        groups=["Editors", "Library team"],
    ),
    _person(
        "Nasreen",
        "Qureshi",
        "Information governance officer",
        "Information Governance",
        "08",
        "colin.braithwaite",
        email="reviewer",
        groups=["Information governance reviewers"],
    ),
    _person(
        "Gareth",
        "Lowe",
        "Applications manager",
        "Information Technology",
        "08",
        "colin.braithwaite",
        email="operator",
        is_superuser=True,
    ),
    _person(
        "Priya", "Raman", "Senior physiotherapist", "Therapies", "04", "duncan.fairlie", email="member", workplace=_VALE
    ),
    _person("Callum", "Reid", "Biomedical scientist", "Pathology", "06", "yusuf.demir", email="outsider"),
    _person(
        "Judith",
        "Penhale",
        "Hospice practice educator",
        None,
        "03",
        email="guest@harrowvale-hospice.example",
        workplace=None,
        kind="guest",
    ),
    # The rest of the library.
    _person("Kwame", "Boateng", "Clinical librarian", _LIBRARY, "08", "library", groups=["Editors", "Library team"]),
    _person(
        "Sian",
        "Treharne",
        "Knowledge specialist",
        _LIBRARY,
        "08",
        "library",
        groups=["Editors", "Library team"],
        workplace=_VALE,
    ),
    _person("Jamie", "Holroyd", "Library assistant", _LIBRARY, "08", "library", groups=["Library team"]),
    # Leaders.
    _person("Ruth", "Abernethy", "Deputy chief nurse", _QUALITY, "03"),
    _person("Grace", "Adeyemi", "Head of workforce and education", "Workforce and Education", "08"),
    _person("Colin", "Braithwaite", "Chief digital officer", "Digital and Estates", "08"),
    _person("Anil", "Deshmukh", "Clinical director and consultant physician", "Emergency and Acute Medicine", "01"),
    _person("Fiona", "Carmichael", "Clinical director and consultant surgeon", "Surgery and Theatres", "01"),
    _person("Duncan", "Fairlie", "Therapies lead", "Therapies", "04", workplace=_VALE),
    _person("Siobhan", "Kearney", "Ward manager", "Bracken Ward", "03", "ruth.abernethy"),
    _person("Yusuf", "Demir", "Pathology services manager", "Pathology", "06", "fiona.carmichael"),
    # Medicine and urgent care.
    _person("Chloe", "Barnard", "Senior sister", "Emergency Department", "03", "ruth.abernethy"),
    _person(
        "Tariq", "Hussain", "Specialty registrar in emergency medicine", "Emergency Department", "01", "anil.deshmukh"
    ),
    _person("Megan", "Sykes", "Emergency nurse practitioner", "Emergency Department", "03", "chloe.barnard"),
    _person("Joel", "Mensah", "Healthcare assistant", "Acute Medical Unit", "07", "ines.carvalho"),
    _person("Ines", "Carvalho", "Charge nurse", "Acute Medical Unit", "03", "ruth.abernethy"),
    _person("Oliver", "Prentice", "Foundation doctor", "Acute Medical Unit", "01", "anil.deshmukh"),
    _person("Wendy", "Lau", "Advanced clinical practitioner", "Same Day Emergency Care", "03", "anil.deshmukh"),
    _person("Blessing", "Nwosu", "Healthcare assistant", "Bracken Ward", "07", "siobhan.kearney"),
    _person("Peter", "Gillespie", "Consultant geriatrician", "Elderly and Specialty Medicine", "01", "anil.deshmukh"),
    _person("Marta", "Kowalczyk", "Ward sister", "Larch Ward", "03", "ruth.abernethy"),
    _person("Dafydd", "Rees", "Respiratory physiologist", "Larch Ward", "06", "marta.kowalczyk"),
    _person("Leila", "Farahani", "Stroke nurse specialist", "Rowan Ward", "03", "peter.gillespie"),
    _person("Hannah", "Osei", "Diabetes specialist nurse", "Diabetes Specialist Team", "03", "peter.gillespie"),
    _person("Raj", "Bhandari", "Consultant diabetologist", "Diabetes Specialist Team", "01", "anil.deshmukh"),
    # Surgery and critical care.
    _person("Louise", "Thackeray", "Ward manager", "Hawthorn Ward", "03", "ruth.abernethy"),
    _person("Samuel", "Igwe", "Staff nurse", "Hawthorn Ward", "03", "louise.thackeray"),
    _person("Patrick", "Donnelly", "Operating department practitioner", "Main Theatres", "04", "fiona.carmichael"),
    _person("Ayesha", "Malik", "Consultant anaesthetist", "Main Theatres", "01", "fiona.carmichael"),
    _person(
        "Rebecca", "Stanhope", "Outpatient services manager", "Outpatients", "08", "fiona.carmichael", workplace=_PRIORY
    ),
    _person("Niall", "McBride", "Critical care outreach nurse", "Critical Care Unit", "03", "ayesha.malik"),
    _person("Sunita", "Gurung", "Critical care sister", "Critical Care Unit", "03", "ayesha.malik"),
    _person("Edward", "Tan", "Lead clinical pharmacist", "Pharmacy", "05", "fiona.carmichael"),
    _person("Zainab", "Bello", "Medication safety officer", "Pharmacy", "05", "edward.tan"),
    _person("Lucy", "Fairweather", "Pharmacy technician", "Pharmacy", "05", "edward.tan"),
    _person("Marcus", "Delaney", "Radiographer", "Radiology", "04", "fiona.carmichael"),
    # Community, rehabilitation and families.
    _person("Carys", "Morgan", "Ward manager", "Willow Ward", "03", "duncan.fairlie", workplace=_VALE),
    _person("Isaac", "Thompson", "Rehabilitation assistant", "Willow Ward", "07", "carys.morgan", workplace=_VALE),
    _person(
        "Denise",
        "Whitlock",
        "District nursing team leader",
        "Community Nursing",
        "03",
        "ruth.abernethy",
        workplace=_PRIORY,
    ),
    _person(
        "Farah", "Siddiqui", "Community staff nurse", "Community Nursing", "03", "denise.whitlock", workplace=_PRIORY
    ),
    _person("Alice", "Newbury", "Occupational therapist", "Therapies", "04", "duncan.fairlie", workplace=_VALE),
    _person("Hugo", "Baptiste", "Speech and language therapist", "Therapies", "04", "duncan.fairlie"),
    _person("Emma", "Kaczmarek", "Dietitian", "Therapies", "04", "duncan.fairlie"),
    _person("Catherine", "O'Rourke", "Practice development midwife", "Maternity", "03", "ruth.abernethy"),
    _person("Ravi", "Perera", "Children's nurse", "Poppy Children's Ward", "03", "ruth.abernethy"),
    # Corporate services.
    _person("Stephanie", "Vaughan", "Patient safety lead", "Patient Safety Team", "08", "ruth.abernethy"),
    _person("Adebayo", "Coker", "Patient safety partner coordinator", "Patient Safety Team", "08", "stephanie.vaughan"),
    _person(
        "Karen", "Ellwood", "Infection prevention nurse", "Infection Prevention and Control", "03", "ruth.abernethy"
    ),
    _person("Michael", "Sandhu", "Practice educator", "Practice Education Team", "03", "grace.adeyemi"),
    _person("Freya", "Lindqvist", "Preceptorship lead", "Practice Education Team", "03", "grace.adeyemi"),
    _person("Leon", "Hargreaves", "Night porter", "Portering and Catering", "09"),
    _person("Maria", "Santos", "Catering supervisor", "Portering and Catering", "09", workplace=_VALE),
    _person(
        "Simon",
        "Okonkwo-Hall",
        "Improvement adviser",
        None,
        "08",
        email="simon.okonkwo-hall@threerivers-ics.example",
        workplace=None,
        kind="guest",
    ),
]


def address(name):
    """The trust address of `name` (the part before the @); a whole address is returned as it is."""
    return name if "@" in name else f"{name}@{TRUST['email_domain']}"


def speaker(name):
    """Name and role, as an event shows them, of the person with this address."""
    person = next(person for person in PEOPLE if person["email"] == address(name))
    role = f"{person['job_title']}, {person['unit']}" if person["unit"] else person["job_title"]
    return {"name": f"{person['first_name']} {person['last_name']}", "role": role}
